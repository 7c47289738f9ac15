"""The queue looks after itself: work that a dead worker left is taken up again, old work forgotten.
What is due goes public each minute.

The tasks of the apps stand in their own `tasks` modules, which procrastinate finds by name.
"""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from .editorial.due import publish_due
from .files.keeping import TASK, give_up_forgotten, read_document
from .files.models import Reading, Upload
from .queue import ON_TIME, STALLED_AFTER

logger = logging.getLogger(__name__)
# A piece of work that ends its worker this often (out of memory, say) is given up.
MOST_ATTEMPTS = 4
FORGOTTEN_AFTER = 24 * 30  # hours


# Six fields: the last are seconds.
@app.periodic(cron="* * * * * */20")
@app.task(name="common.take_up_again", queueing_lock="take_up_again", pass_context=True)
async def take_up_again(context, timestamp: int) -> None:
    """Put back into the queue what was begun by a worker that gives no sign of life."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        if job.attempts >= MOST_ATTEMPTS:
            logger.error("%s was given up after %s attempts", job.task_name, job.attempts)
            await manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            logger.warning("%s is taken up again", job.task_name)
            await manager.retry_job(job)


@app.periodic(cron="* * * * *")
@app.task(name="common.publish_what_is_due", queue=ON_TIME, queueing_lock="publish_what_is_due")
def publish_what_is_due(timestamp: int) -> None:
    """A minute that was missed needs no care: whatever became due meanwhile is still due."""
    publish_due()


@app.periodic(cron="*/5 * * * *")
@app.task(name="common.give_up_forgotten_files", queueing_lock="give_up_forgotten_files")
def give_up_forgotten_files(timestamp: int) -> None:
    """Staff would else be told for ever that a file is being read."""
    give_up_forgotten()


@app.periodic(cron="17 3 * * *")
@app.task(name="common.forget_old_work", queueing_lock="forget_old_work", pass_context=True)
async def forget_old_work(context, timestamp: int) -> None:
    await context.app.job_manager.delete_old_jobs(
        nb_hours=FORGOTTEN_AFTER, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.task(name=TASK, retry=RetryStrategy(max_attempts=3, exponential_wait=4))
def read_upload(upload_id: int) -> None:
    """Keep what a document says; nothing where it was thrown away or read meanwhile."""
    upload = Upload.objects.filter(pk=upload_id, reading=Reading.WAITING).first()
    if upload is not None:
        read_document(upload)
