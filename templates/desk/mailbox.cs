<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:Department ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.mailbox.text ?></p>
<dl class="qiao-facts qiao-card"><div><dt><?cs var:T.desk.mailbox.now ?></dt><dd><?cs if:Mailbox.Address ?><?cs var:Mailbox.Address ?><?cs else ?><?cs var:T.desk.mailbox.no ?><?cs /if ?></dd></div></dl>
<?cs if:Mailbox.WaitingHref ?><p class="govuk-inset-text"><a class="govuk-link" href="<?cs var:Mailbox.WaitingHref ?>"><?cs var:T.desk.mailbox.waiting ?></a></p>
<?cs else ?><?cs call:form_start("mailbox") ?>
<?cs call:field_text("address", T.desk.mailbox.address, T.desk.mailbox.address_hint, "email") ?>
<?cs if:Mailbox.Address ?><?cs call:field_checkbox("none", T.desk.mailbox.none, "") ?>
<?cs /if ?><?cs call:field_textarea("reason", T.desk.mailbox.reason, T.desk.mailbox.reason_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.mailbox.button) ?></div>
<?cs call:form_end() ?><?cs /if ?>
</div>
<?cs call:desk_end() ?>
