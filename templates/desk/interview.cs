<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.ask.interview ?></p>
<?cs call:form_start("interview") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs call:field_radios("way", T.desk.interview.way, "", Ways) ?>
<?cs call:field_datetime("when", T.desk.interview.when, WhenHint) ?>
<?cs call:field_text("where", T.desk.interview.where, T.desk.interview.where_hint, "") ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.ready ?></h3>
<?cs call:desk_ready(Ready) ?>
<?cs call:field_textarea("reason", T.desk.reason, T.desk.reason_hint) ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.interview.button) ?><?cs call:desk_edit(Ready) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
