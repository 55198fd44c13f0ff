<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:staff_head() ?>
<p><?cs var:T.desk.staff.move_text ?></p>
<?cs call:form_start("officer-move") ?><input type="hidden" name="version" value="<?cs var:Form.F.version.Value ?>">
<?cs call:field_select("unit", T.desk.staff.unit, "", UnitChoices) ?>
<?cs call:field_select("role", T.desk.staff.role, T.desk.staff.role_hint, RoleChoices) ?>
<?cs call:field_textarea("reason", T.desk.staff.reason, T.desk.staff.reason_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.staff.propose) ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
