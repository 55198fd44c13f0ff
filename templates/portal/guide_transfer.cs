<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<?cs def:transfer_papers(list) ?><?cs if:subcount(list) > #0 ?><ul class="qiao-rows qiao-card"><?cs each:m = list ?><li><b><?cs var:m.Name ?></b><?cs if:m.When ?><span><?cs var:m.When ?></span><?cs /if ?></li><?cs /each ?></ul><?cs /if ?><?cs /def ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1><?cs call:then_note() ?>
<p class="qiao-quiet"><?cs var:Guide.Of.Name ?><?cs if:Guide.PlainHref ?> <a class="govuk-link qiao-screen" href="<?cs var:Guide.PlainHref ?>"><?cs var:T.plain.link ?></a><?cs /if ?></p>
<?cs call:mode_tags(Guide.Of) ?>
<p class="govuk-body"><?cs var:Guide.Of.Summary ?></p>
<?cs if:Guide.Apply && Guide.Of.Paused ?><?cs call:paused_note(Guide.Of) ?><?cs /if ?>
<?cs if:Guide.Confidence == "low" ?><?cs call:warning(T.confidence.low) ?><?cs /if ?>
<dl class="qiao-facts qiao-facts--long qiao-card"><?cs call:fact(T.guide.department, Guide.Department) ?><div><dt><?cs var:T.guide.answer ?></dt><dd><?cs if:Guide.PromiseDays == #1 ?><?cs var:T.guide.answer_one ?><?cs else ?><?cs var:t1("guide.answer_days", Guide.PromiseDays) ?><?cs /if ?><?cs if:Guide.LimitText ?><br><?cs var:Guide.LimitText ?><?cs /if ?></dd></div><?cs call:fact(T.guide.fee, Guide.Fee) ?><?cs call:fact(T.guide.who, Guide.Who) ?><?cs call:fact(T.guide.result, Guide.Result) ?></dl>
<h2 class="govuk-heading-m"><?cs var:T.guide.forwarded ?></h2>
<?cs if:Guide.ForwardText ?><p class="govuk-body"><?cs var:Guide.ForwardText ?></p><?cs else ?><ul class="govuk-list govuk-list--bullet"><?cs each:n = Guide.Forwarded ?><li><?cs var:n.Name ?></li><?cs /each ?></ul><?cs /if ?>
<?cs call:transfer_papers(Guide.Papers) ?><?cs call:transfer_papers(Guide.Optional) ?>
<?cs if:Guide.Apply && !Guide.Of.Paused ?><?cs call:link_button(Guide.Apply, T.guide.send) ?>
<?cs if:Guide.Asks ?><p class="qiao-quiet qiao-screen"><?cs var:T.guide.asks ?></p><?cs /if ?><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.guide.steps ?></h2>
<div class="qiao-card"><?cs call:step_rows(Guide.Steps) ?></div>
<h2 class="govuk-heading-m"><?cs var:T.guide.other ?></h2>
<p class="govuk-body"><?cs var:Guide.Other ?></p>
<div class="qiao-screen"><?cs if:subcount(Guide.Related) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.guide.related ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:f = Guide.Related ?><li><a href="<?cs var:f.Href ?>"><b><?cs var:f.Title ?></b><span><?cs var:f.Name ?></span></a></li><?cs /each ?></ul><?cs /if ?>
<?cs if:subcount(Guide.Legal) > #0 ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.guide.legal ?></span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet"><?cs each:l = Guide.Legal ?><li><?cs var:l.Text ?></li><?cs /each ?></ul></div></details><?cs /if ?></div>
<?cs call:page_end() ?>
