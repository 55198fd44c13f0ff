<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<?cs call:desk_transfer() ?>
<p><?cs var:T.desk.transfer.reply_text ?></p><?cs if:subcount(Ways) > #0 ?>
<div class="govuk-inset-text"><?cs var:T.desk.transfer.told ?></div><?cs /if ?>
<?cs call:form_start("department_reply") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs if:subcount(Ways) > #0 ?><?cs call:field_radios("way", T.desk.transfer.way, "", Ways) ?>
<?cs call:field_date("on", T.desk.transfer.on, OnHint) ?>
<?cs /if ?><?cs if:OwnLang ?><?cs call:field_textarea("original", T.clerk.original, T.clerk.original_hint) ?>
<?cs call:field_textarea("text", t1("clerk.reply_in", OwnLang), T.desk.transfer.reply_hint) ?>
<?cs else ?><?cs call:field_textarea("text", T.desk.transfer.reply, T.desk.transfer.reply_hint) ?>
<?cs /if ?><?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.transfer.reply_button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
