<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.decline.text ?></p>
<?cs call:form_start("decline") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.ready ?></h3>
<?cs call:desk_ready(Ready) ?>
<?cs call:desk_both("reason", T.desk.reason, T.desk.reason_hint) ?>
<?cs call:field_radios("place", T.desk.decline.where, T.desk.decline.where_hint, Places) ?>
<?cs call:desk_both("where", T.desk.decline.where_words, T.desk.decline.where_words_hint) ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.decline.remedies ?></h3>
<div class="govuk-inset-text"><?cs var:Remedies ?></div>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><button class="govuk-button govuk-button--warning" type="submit"><?cs var:T.desk.decline.button ?></button><?cs call:desk_edit(Ready) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
