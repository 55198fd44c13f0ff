<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.staff.back ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.staff.two_text ?></p>
<?cs call:form_start("officer-add") ?>
<?cs call:field_text("name", T.desk.staff.name, T.desk.staff.name_hint, "") ?>
<?cs call:field_text("number", T.desk.staff.number, T.desk.staff.number_hint, "") ?>
<?cs call:field_text("full_name", T.desk.staff.full_name, "", "") ?>
<?cs call:field_select("unit", T.desk.staff.unit, "", UnitChoices) ?>
<?cs call:field_select("role", T.desk.staff.role, T.desk.staff.role_hint, RoleChoices) ?>
<?cs call:field_textarea("reason", T.desk.staff.reason, T.desk.staff.reason_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.staff.propose) ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
