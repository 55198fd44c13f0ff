<?cs include!'layout/short.cs' ?><?cs call:short_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:Guide.Of.Summary ?></p>
<?cs if:Guide.Of.Paused ?><div class="govuk-inset-text"><p><b><?cs var:T.short.paused ?></b></p><p<?cs if:Guide.Of.PausedLang ?> lang="<?cs var:Guide.Of.PausedLang ?>"<?cs /if ?>><?cs var:Guide.Of.Paused ?></p><?cs if:Guide.Of.PausedUntil ?><p><?cs var:Guide.Of.PausedUntil ?></p><?cs /if ?></div><?cs /if ?>
<dl class="qiao-facts qiao-facts--long qiao-card"><div><dt><?cs var:T.short.takes ?></dt><dd><?cs if:Guide.PromiseDays == #0 ?><?cs var:T.short.at_once ?><?cs else ?><?cs if:Guide.IsEstimate ?><?cs if:Guide.PromiseDays == #1 ?><?cs var:T.short.estimate_one ?><?cs else ?><?cs var:t1("short.estimate", Guide.PromiseDays) ?><?cs /if ?><?cs elif:Guide.PromiseDays == #1 ?><?cs var:T.short.promise_one ?><?cs else ?><?cs var:t1("short.promise", Guide.PromiseDays) ?><?cs /if ?><?cs /if ?><?cs if:Guide.LawDays > #0 ?><br><?cs if:Guide.LawIsCalendar ?><?cs var:t1("short.law_calendar", Guide.LawDays) ?><?cs elif:Guide.LawDays == #1 ?><?cs var:T.short.law_one ?><?cs else ?><?cs var:t1("short.law", Guide.LawDays) ?><?cs /if ?><?cs /if ?></dd></div><div><dt><?cs var:T.short.how ?></dt><dd><?cs var:T.short.mode[Guide.Of.Mode] ?></dd></div></dl>
<h2 class="govuk-heading-m"><?cs var:T.short.whole ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:o = Others ?><li><a href="<?cs var:o.Href ?>" lang="<?cs var:o.HtmlLang ?>" hreflang="<?cs var:o.HtmlLang ?>"><b><?cs var:o.Name ?></b></a></li><?cs /each ?></ul>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.formalities ?>"><?cs var:T.short.all ?></a></p>
<?cs call:short_end() ?>
