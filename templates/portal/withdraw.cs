<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.withdraw.about ?></p>
<?cs call:form_start("withdraw") ?>
<?cs call:field_textarea("reason", T.withdraw.reason, T.withdraw.reason_hint) ?>
<button class="govuk-button govuk-button--warning" type="submit"><?cs var:T.withdraw.do ?></button>
<?cs call:form_end() ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Page.Back.Href ?>"><?cs var:T.withdraw.keep ?></a></p>
<?cs call:page_end() ?>
