<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:t1("forward.text", Department) ?></p>
<dl class="qiao-facts qiao-card"><?cs each:i = Items ?><div><dt><?cs var:i.Name ?></dt><dd><?cs if:i.Value ?><?cs var:i.Value ?><?cs else ?><?cs var:T.forward.whole ?><?cs /if ?></dd></div><?cs /each ?></dl>
<p class="govuk-body"><?cs var:T.forward.nothing_else ?></p>
<?cs call:form_start("forward") ?>
<div id="f-agree" class="govuk-button-group"><button class="govuk-button" type="submit" name="agree" value="yes"><?cs var:T.forward.yes ?></button> <button class="govuk-button govuk-button--secondary" type="submit" name="agree" value="no"><?cs var:T.forward.no ?></button></div>
<?cs call:form_end() ?>
<?cs call:page_end() ?>
