"""Makes the infosheets that differ from what they were made from; others stay as they are."""

from django.core.management.base import BaseCommand

from publications.infosheets.words import LANGUAGES
from publications.making import made_by_the_portal, try_sheet


class Command(BaseCommand):
    help = (
        "Make the infosheets of all live publications that the portal makes itself. One that "
        "cannot be made is named with the reason; its earlier file stays unless what it shows is "
        "not public any more."
    )

    def handle(self, *args, verbosity, **options):
        counts = {"made": 0, "unchanged": 0, "no text": 0}
        counts |= {"lost": 0, "fault": 0, "not live": 0}
        for edition in made_by_the_portal():
            for language in LANGUAGES:
                name = f"{edition.document.slug} ({language})"
                outcome, why = try_sheet(edition, language)
                if outcome == "fault":
                    self.stdout.write(f"kept {name} as it was: {why}")
                elif outcome == "lost":
                    self.stdout.write(f"took {name} away: {why}")
                counts[outcome] += 1
                if verbosity > 1 or (outcome == "made" and verbosity):
                    self.stdout.write(f"{name}: {outcome}")
        if verbosity:
            self.stdout.write(
                f"Infosheets: {counts['made']} made, {counts['unchanged']} unchanged, "
                f"{counts['no text']} without text, {counts['fault']} kept as they were, "
                f"{counts['lost']} taken away."
            )
