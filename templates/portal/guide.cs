<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<?cs def:days_fact() ?><div><dt><?cs var:T.guide.takes ?></dt><dd><?cs call:guide_days() ?></dd></div><?cs /def ?><?cs
def:papers(list) ?><ol class="qiao-papers qiao-card"><?cs each:m = list ?><li><b><?cs var:m.Name ?></b><?cs if:m.When ?><span><?cs var:m.When ?></span><?cs /if ?><?cs if:m.How ?><span class="qiao-screen"><?cs var:m.How ?></span><?cs /if ?><?cs if:m.Original ?><span><?cs var:T.original[m.Original] ?></span><?cs /if ?><?cs if:m.Foreign ?><span><?cs var:T.papers.foreign ?></span><?cs /if ?></li><?cs /each ?></ol><?cs /def ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1><?cs call:then_note() ?>
<p class="qiao-quiet"><?cs var:Guide.Of.Name ?><?cs if:Guide.PlainHref ?> <a class="govuk-link qiao-screen" href="<?cs var:Guide.PlainHref ?>"><?cs var:T.plain.link ?></a><?cs /if ?></p>
<?cs call:mode_tags(Guide.Of) ?>
<p class="govuk-body"><?cs var:Guide.Of.Summary ?></p>
<?cs if:Guide.Apply && Guide.Of.Paused ?><?cs call:paused_note(Guide.Of) ?><?cs /if ?>
<?cs if:Guide.Confidence == "low" ?><?cs call:warning(T.confidence.low) ?><?cs elif:Guide.Confidence == "medium" ?><p class="qiao-quiet"><?cs var:T.confidence.medium ?></p><?cs /if ?>
<dl class="qiao-facts qiao-facts--long qiao-card"><?cs call:days_fact() ?><?cs call:fact(T.guide.fee, Guide.Fee) ?><?cs call:fact(T.guide.who, Guide.Who) ?><?cs call:fact(T.guide.result, Guide.Result) ?><div><dt><?cs var:T.guide.arrives ?></dt><dd><?cs each:d = Guide.Deliveries ?><?cs if:!first(d) ?><br><?cs /if ?><?cs if:d.Text ?><?cs var:d.Text ?><?cs else ?><?cs var:T.delivery[d.Word] ?><?cs /if ?><?cs /each ?></dd></div></dl>
<?cs if:Guide.Apply && !Guide.Of.Paused ?><?cs call:begin_button(Guide.Apply, Guide.Of.Begin) ?>
<p class="qiao-quiet qiao-screen"><?cs if:Guide.Asks && !Guide.AnswersHref ?><?cs var:T.guide.asks ?> <?cs /if ?><?cs var:t1("guide.pages", Guide.PageCount) ?></p><?cs /if ?>
<?cs if:subcount(Guide.Papers) > #0 ?><h2 class="govuk-heading-m"><?cs var:t1("guide.papers", Guide.PaperCount) ?></h2>
<?cs if:Guide.AnswersHref ?><p class="govuk-body"><?cs var:T.guide.for_answers ?> <a class="govuk-link qiao-screen" href="<?cs var:Guide.AnswersHref ?>"><?cs var:T.guide.see_answers ?></a></p>
<?cs /if ?><?cs if:Guide.Flat ?><p class="govuk-body qiao-screen"><?cs var:T.papers.flat ?></p><?cs /if ?>
<?cs call:papers(Guide.Papers) ?><?cs else ?><h2 class="govuk-heading-m"><?cs var:T.guide.no_papers ?></h2><?cs /if ?>
<?cs if:subcount(Guide.Optional) > #0 ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.guide.optional ?></span></summary><div class="govuk-details__text"><?cs if:Guide.Flat && subcount(Guide.Papers) == #0 ?><p class="qiao-screen"><?cs var:T.papers.flat ?></p><?cs /if ?><?cs call:papers(Guide.Optional) ?></div></details><?cs /if ?>
<?cs if:subcount(Guide.Made) > #0 ?><h3 class="govuk-heading-s"><?cs var:T.guide.made ?></h3>
<ul class="govuk-list govuk-list--bullet"><?cs each:m = Guide.Made ?><li><?cs var:m.Name ?></li><?cs /each ?></ul><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.guide.steps ?></h2>
<div class="qiao-card"><?cs call:step_rows(Guide.Steps) ?></div>
<?cs if:Guide.UnitsHref ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Guide.UnitsHref ?>"><?cs var:T.units.all ?></a></p>
<?cs /if ?><?cs if:Guide.Apply && !Guide.Of.Paused ?><?cs call:begin_button(Guide.Apply, Guide.Of.Begin) ?><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.guide.other ?></h2>
<p class="govuk-body"><?cs var:Guide.Other ?></p>
<div class="qiao-screen"><?cs if:subcount(Guide.Related) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.guide.related ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:f = Guide.Related ?><li><a href="<?cs var:f.Href ?>"><?cs call:paused_tag(f) ?><b><?cs var:f.Title ?></b><span><?cs var:f.Name ?></span></a></li><?cs /each ?></ul><?cs /if ?>
<?cs if:subcount(Guide.Legal) > #0 ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.guide.legal ?></span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet"><?cs each:l = Guide.Legal ?><li><?cs var:l.Text ?></li><?cs /each ?></ul></div></details><?cs /if ?></div>
<?cs call:page_end() ?>
