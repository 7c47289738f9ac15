"""Migrating an empty database in a fraction of the time.

Before each operation Django draws the changed model anew, and with it every model related to
it, and those related to them: here nearly all. What only adds to one table, or takes from it,
needs the model of that table alone. Whatever looks further gets a whole set drawn for it.
"""

from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# Their SQL names one table and, at most, that to which a foreign key leads.
OF_ONE_TABLE = (
    operations.CreateModel,
    operations.AddField,
    operations.AlterField,
    operations.AddConstraint,
    operations.RemoveConstraint,
    operations.AddIndex,
    operations.RemoveIndex,
    AddTrigger,
    RemoveTrigger,
)


def is_of_one_table(operation) -> bool:
    if isinstance(operation, operations.AlterField) and operation.field.unique:
        return False  # the columns that point to a key follow it
    return type(operation) in OF_ONE_TABLE


def leaves_models_alone(operation) -> bool:
    if isinstance(operation, operations.RunSQL):
        return not operation.state_operations
    return isinstance(operation, operations.RunPython)


class NarrowState(ProjectState):
    """Draws a changed model alone; the models that point to it keep its former class."""

    def _find_reload_model(self, app_label, model_name, delay=False):
        self.is_delayed = True
        return {(app_label, model_name)}

    def before(self, app_label: str, operation) -> ProjectState:
        """A copy that an operation of one table leaves as it is."""
        models = dict(self.models)
        if (key := (app_label, getattr(operation, "model_name", "").lower())) in models:
            models[key] = models[key].clone()
        copy = ProjectState(models, self.real_apps)
        copy.apps = self.apps.clone()
        return copy


def apply_narrowly(migration: Migration, state: NarrowState, schema_editor) -> NarrowState:
    """As Migration.apply for a migration in one transaction."""
    label = migration.app_label
    for operation in migration.operations:
        if is_of_one_table(operation):
            before = state.before(label, operation)
        elif leaves_models_alone(operation):
            before = state.clone()  # RunPython has the models drawn again, whole, by itself
        else:
            state.clear_delayed_apps_cache()  # drawn again, whole, when it is asked for
            before = state.clone()
        operation.state_forwards(label, state)
        operation.database_forwards(label, schema_editor, before, state)
    return state


class NarrowExecutor(MigrationExecutor):
    """As MigrationExecutor, but quick where nothing has been migrated yet.

    What comes out is the same to the last column; `test_migrating` compares. A database with
    content in it keeps to Django's own way, which draws everything.
    """

    def _migrate_all_forwards(self, state, plan, full_plan, fake, fake_initial):
        narrow = not (self.loader.applied_migrations or fake or fake_initial)
        if narrow:
            state = NarrowState(state.models, state.real_apps)
        return super()._migrate_all_forwards(state, plan, full_plan, fake, fake_initial)

    def apply_migration(self, state, migration, fake=False, fake_initial=False):
        if not isinstance(state, NarrowState):
            return super().apply_migration(state, migration, fake, fake_initial)
        if not migration.atomic:  # not one transaction: none of ours
            state.clear_delayed_apps_cache()
            return super().apply_migration(state, migration)
        self._tell("apply_start", migration)
        with self.connection.schema_editor(atomic=True) as schema_editor:
            apply_narrowly(migration, state, schema_editor)
        self.record_migration(migration)
        self._tell("apply_success", migration)
        return state

    def _tell(self, what: str, migration: Migration) -> None:
        if self.progress_callback:
            self.progress_callback(what, migration, False)
