<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<?cs call:form_start("assign") ?><?cs call:desk_version() ?>
<?cs call:field_select("officer", T.desk.assign_to, "", Colleagues) ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.hand ?></h3>
<?cs call:desk_ready(Ready) ?><?cs call:desk_hand() ?>
<div class="govuk-button-group"><?cs call:button(T.desk.assign_button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
