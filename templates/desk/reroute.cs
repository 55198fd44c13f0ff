<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.reroute.text ?></p>
<?cs if:subcount(Receivers) > #0 ?><?cs call:form_start("reroute") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs call:field_radios("unit", T.desk.reroute.unit, "", Receivers) ?>
<?cs call:field_textarea("reason", T.desk.reroute.reason, T.desk.remark_hint) ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.hand ?></h3>
<?cs call:desk_ready(Ready) ?><?cs call:desk_hand() ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.reroute.button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
<?cs else ?><p><?cs var:T.desk.reroute.nobody ?></p>
<?cs /if ?></div>
<?cs call:desk_end() ?>
