"""What the API's description promises, tried by schemathesis: every check, every phase."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlsplit

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from hypothesis import strategies
from schemathesis.engine import events, from_schema

from returns.api.rates import counter

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
    pytest.mark.long,
]

DESCRIPTION = "/api/openapi.json"
# The same cases at every run; a case in each phase costs a few milliseconds.
RUN = {
    "seed": 3,
    "max-time": 60,
    "generation": {"deterministic": True, "max-examples": 8, "mode": "all"},
    "phases": {"stateful": {"generation": {"max-examples": 5}}},
}


@pytest.fixture
def unlimited(settings):
    settings.API_REQUESTS_PER_MINUTE = 0
    counter.forget()


def one_connection_each(handler):
    """The engine asks from threads of its own: each answer takes its connection along."""

    def application(environ, start_response):
        response = handler(environ, start_response)
        try:
            return [b"".join(response)]
        finally:
            response.close()
            connections.close_all()

    return application


def cursors(client, address: str) -> list[str]:
    """Cursors that the API gave: no pattern can tell them from others."""
    found, address = [], f"{address}?limit=40"
    while address and len(found) < 4:
        answer = client.get(address).json()
        address = answer["next"]
        if address:
            found.append(address.split("cursor=")[1].split("&")[0].replace("%3A", ":"))
    return found


def contradicts(query) -> bool:
    """What JSON Schema cannot say of two parameters, and the descriptions do."""
    if not isinstance(query, dict):
        return False
    bounds = [query.get(name) for name in ("from", "to")]
    disordered = all(isinstance(bound, str) for bound in bounds) and bounds[0] > bounds[1]
    return disordered or ("release" in query and "series" not in query)


def asked_in(sample: str) -> dict:
    """The query of the address in a line of curl."""
    address = re.search(r"http://[^'\s]+", sample)
    return dict(parse_qsl(urlsplit(address[0]).query)) if address else {}


def test_schemathesis_finds_nothing(client, unlimited, caplog):
    caplog.set_level(logging.ERROR, "django.request")  # most of the questions are to be refused
    known = [*cursors(client, "/api/v1/observations"), *cursors(client, "/api/v1/places")]
    schemathesis.openapi.format("cursor", strategies.sampled_from(known))
    config = schemathesis.Config.from_dict(RUN)
    with ThreadPoolExecutor(1) as thread:  # the connection of this one is inside a transaction
        load = schemathesis.openapi.from_wsgi
        application = one_connection_each(WSGIHandler())
        schema = thread.submit(load, DESCRIPTION, application, config=config).result()

    @schema.hook
    def filter_query(context, query):
        return not contradicts(query)

    faults, phases = [], set()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            faults.append(str(event.info if hasattr(event, "info") else event.exception))
        if isinstance(event, events.ScenarioFinished):
            phases.add(event.phase.value)
            faults += [
                f"{event.phase.value} {node.failure_info.failure.title}: "
                f"{node.failure_info.failure.message}\n{node.failure_info.code_sample[:400]}"
                for nodes in event.recorder.checks.values()
                for node in nodes
                if node.failure_info
                # The phase "coverage" leaves parameters out after the hook has looked.
                and not contradicts(asked_in(node.failure_info.code_sample))
            ]
    assert set(phases) == {"examples", "coverage", "fuzzing", "stateful"}
    assert not faults, f"{len(faults)} faults\n" + "\n\n".join(dict.fromkeys(faults))
