<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/rating.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p><?cs if:Refused ?><strong class="govuk-tag govuk-tag--stop"><?cs var:T.result.refused ?></strong><?cs elif:Department ?><strong class="govuk-tag"><?cs var:t1("result.department", Department) ?></strong><?cs else ?><strong class="govuk-tag govuk-tag--done"><?cs var:T.result.granted ?></strong><?cs /if ?></p>
<?cs if:Told ?><p><?cs var:Told ?></p>
<?cs /if ?><?cs if:Refused ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.result.reason ?></h2><?cs if:Reason ?><p class="qiao-lines"><?cs call:written(Reason) ?></p><?cs /if ?><p class="qiao-lines"><?cs if:Text ?><?cs call:written(Text) ?><?cs else ?><?cs var:Remedy ?><?cs /if ?></p></section><?cs elif:Text ?><p class="govuk-body qiao-lines"><?cs call:written(Text) ?></p><?cs /if ?>
<?cs if:Original ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.result.original ?></h2><p class="qiao-lines" lang="zh-Hans"><?cs var:Original ?></p></section><?cs /if ?>
<?cs if:Sealed.Href ?><?cs call:link_button(Sealed.Href, T.result.sealed) ?> <?cs /if ?><?cs if:File ?><?cs call:link_button(File, T.result.open) ?><?cs /if ?>
<?cs if:Sealed ?><p class="qiao-quiet"><?cs if:Sealed.Href ?><?cs var:T.result.sealed_about ?><?cs if:File ?> <?cs var:T.result.sealed_file ?><?cs /if ?><?cs else ?><?cs var:T.result.sealed_making ?><?cs /if ?></p>
<?cs /if ?><dl class="qiao-facts qiao-card"><div><dt><?cs var:T.result.issued ?></dt><dd><?cs call:moment(Issued) ?></dd></div><?cs if:Delivery ?><div><dt><?cs var:T.result.delivery ?></dt><dd><?cs if:Delivery == "electronic" && !File ?><?cs var:T.result.read_here ?><?cs elif:DeliveryText ?><?cs var:DeliveryText ?><?cs else ?><?cs var:T.delivery[Delivery] ?><?cs /if ?></dd></div><?cs /if ?><?cs if:DeliveryNote ?><div><dt><?cs var:T.result.note ?></dt><dd><?cs call:written(DeliveryNote) ?></dd></div><?cs /if ?></dl>
<?cs if:Open ?><?cs call:form_start("result") ?>
<p class="govuk-body"><?cs var:T.result.have ?></p>
<button class="govuk-button<?cs if:File || Sealed.Href ?> govuk-button--secondary<?cs /if ?>" type="submit"><?cs var:T.action.close ?></button>
<?cs call:form_end() ?><?cs /if ?><?cs call:rating_ask() ?><?cs if:Rating.Given ?><ul class="qiao-rows qiao-card"><?cs call:rating_row() ?></ul><?cs /if ?>
<?cs call:page_end() ?>
