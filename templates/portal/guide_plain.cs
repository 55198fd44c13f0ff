<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs
def:plain_part(title, text) ?><?cs if:text ?><h2><?cs var:title ?></h2>
<p><?cs var:text ?></p>
<?cs /if ?><?cs /def ?><?cs
def:plain_papers(list) ?><ol><?cs each:m = list ?><li><p><b><?cs var:m.Name ?></b></p><?cs if:m.When ?><p><?cs var:m.When ?></p><?cs /if ?><?cs if:m.How ?><p><?cs var:m.How ?></p><?cs /if ?><?cs if:m.Original ?><p><?cs var:T.original[m.Original] ?></p><?cs /if ?><?cs if:m.Foreign ?><p><?cs var:T.papers.foreign ?></p><?cs /if ?></li>
<?cs /each ?></ol>
<?cs /def ?><?cs call:plain_start() ?>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:Guide.Of.Name ?></p>
<p><?cs var:Guide.Of.Summary ?></p>
<?cs if:Guide.Of.Paused ?><p><?cs var:T.paused.now ?></p>
<p<?cs if:Guide.Of.PausedLang ?> lang="<?cs var:Guide.Of.PausedLang ?>"<?cs /if ?>><?cs var:Guide.Of.Paused ?></p>
<?cs if:Guide.Of.PausedUntil ?><p><?cs var:Guide.Of.PausedUntil ?></p>
<?cs /if ?><?cs /if ?><?cs if:Guide.Confidence == "low" ?><p><?cs var:T.confidence.low ?></p>
<?cs elif:Guide.Confidence == "medium" ?><p><?cs var:T.confidence.medium ?></p>
<?cs /if ?><p><?cs var:T.mode[Guide.Of.Mode] ?></p>
<p><?cs if:Guide.Of.Presence ?><?cs var:Guide.Of.Presence ?><?cs else ?><?cs var:T.mode_return[Guide.Of.Mode] ?><?cs /if ?></p>
<?cs if:Guide.Department ?><?cs call:plain_part(T.guide.department, Guide.Department) ?><h2><?cs var:T.guide.answer ?></h2>
<p><?cs if:Guide.PromiseDays == #1 ?><?cs var:T.guide.answer_one ?><?cs else ?><?cs var:t1("guide.answer_days", Guide.PromiseDays) ?><?cs /if ?></p>
<?cs if:Guide.LimitText ?><p><?cs var:Guide.LimitText ?></p>
<?cs /if ?><?cs else ?><h2><?cs var:T.guide.takes ?></h2>
<p><?cs call:guide_days() ?></p>
<?cs /if ?><?cs call:plain_part(T.guide.fee, Guide.Fee) ?><?cs call:plain_part(T.guide.who, Guide.Who) ?><?cs call:plain_part(T.guide.result, Guide.Result) ?><?cs if:subcount(Guide.Deliveries) > #0 ?><h2><?cs var:T.guide.arrives ?></h2>
<?cs each:d = Guide.Deliveries ?><p><?cs if:d.Text ?><?cs var:d.Text ?><?cs else ?><?cs var:T.delivery[d.Word] ?><?cs /if ?></p>
<?cs /each ?><?cs /if ?><?cs if:Guide.Department ?><h2><?cs var:T.guide.forwarded ?></h2>
<?cs if:Guide.ForwardText ?><p><?cs var:Guide.ForwardText ?></p>
<?cs else ?><ul><?cs each:n = Guide.Forwarded ?><li><?cs var:n.Name ?></li><?cs /each ?></ul>
<?cs /if ?><?cs if:subcount(Guide.Papers) > #0 ?><?cs call:plain_papers(Guide.Papers) ?><?cs /if ?><?cs elif:subcount(Guide.Papers) > #0 ?><h2><?cs var:t1("guide.papers", Guide.PaperCount) ?></h2>
<?cs if:Guide.AnswersHref ?><p><?cs var:T.guide.for_answers ?></p>
<?cs /if ?><?cs if:Guide.Flat ?><p><?cs var:T.papers.flat ?></p>
<?cs /if ?><?cs call:plain_papers(Guide.Papers) ?><?cs else ?><h2><?cs var:T.guide.no_papers ?></h2>
<?cs /if ?><?cs if:subcount(Guide.Optional) > #0 ?><h2><?cs var:T.guide.optional ?></h2>
<?cs call:plain_papers(Guide.Optional) ?><?cs /if ?><?cs if:subcount(Guide.Made) > #0 ?><h2><?cs var:T.guide.made ?></h2>
<ul><?cs each:m = Guide.Made ?><li><?cs var:m.Name ?></li><?cs /each ?></ul>
<?cs /if ?><h2><?cs var:T.guide.steps ?></h2>
<ol><?cs each:s = Guide.Steps ?><li><p><b><?cs var:T.where[s.Where] ?></b></p><p><?cs var:s.Text ?></p><?cs each:n = s.Named ?><p><a class="govuk-link" href="<?cs var:n.Href ?>"><?cs var:n.Name ?></a></p><?cs /each ?></li>
<?cs /each ?></ol>
<?cs call:plain_part(T.guide.other, Guide.Other) ?><?cs if:subcount(Guide.Legal) > #0 ?><h2><?cs var:T.guide.legal ?></h2>
<ul><?cs each:l = Guide.Legal ?><li><?cs var:l.Text ?></li><?cs /each ?></ul>
<?cs /if ?><?cs if:!Guide.Of.Paused ?><p><a class="govuk-link" href="<?cs var:Guide.Apply ?>"><?cs if:Guide.Department ?><?cs var:T.guide.send ?><?cs elif:Guide.Of.Begin ?><?cs var:Guide.Of.Begin ?><?cs else ?><?cs var:T.guide.apply ?><?cs /if ?></a></p>
<?cs /if ?><p><a class="govuk-link" href="<?cs var:Guide.FullHref ?>"><?cs var:T.plain.back ?></a></p>
<?cs call:plain_end() ?>
