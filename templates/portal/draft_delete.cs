<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.apply.saved ?> <?cs call:moment(Saved) ?> · <?cs var:Ref ?></p>
<p class="govuk-body"><?cs var:T.discard.about ?></p>
<?cs call:form_start("delete") ?>
<button class="govuk-button govuk-button--warning" type="submit"><?cs var:T.discard.do ?></button>
<?cs call:form_end() ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:GoOnHref ?>"><?cs var:T.discard.keep ?></a></p>
<?cs call:page_end() ?>
