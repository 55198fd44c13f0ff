<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:t2("more_time.text", Due, Later) ?> <?cs call:provisional(MissingYear) ?></p>
<p class="govuk-body"><?cs var:T.more_time.once ?></p>
<?cs call:form_start("more-time") ?>
<?cs call:button(t1("more_time.button", LaterDay)) ?>
<?cs call:form_end() ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Page.Back.Href ?>"><?cs var:T.more_time.no ?></a></p>
<?cs call:page_end() ?>
