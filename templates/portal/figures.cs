<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs

def:figures_row(r) ?><li><b><?cs var:r.Name ?></b><span><?cs var:r.Counts ?><?cs if:r.OnTime ?> · <?cs var:r.OnTime ?></span><span><?cs var:r.Days ?><?cs /if ?></span></li>
<?cs /def ?><?cs

def:figures_rows(name, rows, more) ?><h2 class="govuk-heading-m"><?cs var:name ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:r = rows ?><?cs call:figures_row(r) ?><?cs /each ?></ul><?cs if:more ?><p class="qiao-quiet"><?cs var:t1("figures.more", more) ?></p><?cs /if ?><?cs /def ?><?cs

call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.figures.about ?></p>
<?cs if:Quarter ?><h2 class="govuk-heading-m"><?cs var:Quarter ?></h2>
<?cs if:All.It.Counts ?><ul class="qiao-rows qiao-card"><?cs call:figures_row(All.It) ?></ul>
<?cs call:figures_rows(T.figures.by_formality, Formalities, More.Formalities) ?>
<?cs call:figures_rows(T.figures.by_unit, Units, More.Units) ?>
<?cs else ?><p class="govuk-body"><?cs var:T.figures.few ?></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.figures.ratings ?></h2>
<?cs if:Rated > #0 ?><dl class="qiao-facts qiao-card"><?cs each:l = Levels ?><div><dt><?cs var:l.Name ?></dt><dd><?cs var:l.Count ?></dd></div><?cs /each ?><div><dt><?cs var:T.figures.all ?></dt><dd><b><?cs var:Rated ?></b></dd></div></dl><?cs elif:Rated == #0 ?><p class="govuk-body"><?cs var:T.figures.unrated ?></p><?cs else ?><p class="govuk-body"><?cs var:T.figures.few ?></p><?cs /if ?>
<p><a class="govuk-link" href="<?cs var:CsvHref ?>"><?cs var:T.figures.csv ?></a></p>
<?cs if:subcount(Quarters) > #1 ?><h2 class="govuk-heading-m"><?cs var:T.figures.quarters ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:k = Quarters ?><li><?cs if:k.Href ?><a href="<?cs var:k.Href ?>"><b><?cs var:k.Name ?></b></a><?cs else ?><b aria-current="page"><?cs var:k.Name ?></b><?cs /if ?></li><?cs /each ?></ul><?cs /if ?>
<?cs else ?><p class="govuk-body"><?cs var:T.figures.none ?></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.figures.how ?></h2>
<p class="govuk-body"><?cs var:T.figures.how_days ?></p>
<p class="govuk-body"><?cs var:T.figures.how_few ?></p>
<?cs call:page_end() ?>
