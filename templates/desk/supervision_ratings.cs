<?cs include!'layout/desk.cs' ?><?cs include!'desk/parts.cs' ?><?cs include!'desk/figures.cs' ?><?cs

def:ratings_row(f) ?><tr<?cs if:f.More ?> class="is-more"<?cs /if ?>><th scope="row" class="desk-name"><?cs var:f.Name ?></th><td data-label="<?cs var:T.desk.ratings.rated ?>"><?cs if:f.Rated > #0 ?><?cs call:figure_number(f.Rated, f.Href) ?><?cs else ?>0<?cs /if ?></td><?cs each:l = f.Levels ?><td<?cs if:!l.IsBad ?> class="is-rest"<?cs /if ?> data-label="<?cs var:l.Name ?>"><?cs call:figure_number(l.Count, l.Href) ?></td><?cs /each ?><td data-label="<?cs var:T.desk.ratings.satisfied ?>"><?cs if:f.Rated > #0 ?><a class="govuk-link" href="<?cs var:f.Href ?>"><?cs var:f.Satisfied ?>%</a><?cs else ?>–<?cs /if ?></td><td class="is-rest" data-label="<?cs var:T.desk.ratings.again ?>"><?cs call:figure_number(f.Again, f.AgainHref) ?></td></tr>
<?cs /def ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:DecisionsHref ?>"><?cs var:T.desk.figures.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><a class="govuk-link" href="<?cs var:ListHref ?>"><?cs var:T.desk.list.ratings ?></a>: <?cs var:t1("desk.ratings.open", Open) ?><?cs if:Overdue > #0 ?> · <span class="desk-due is-over"><?cs var:t1("desk.ratings.overdue", Overdue) ?></span><?cs /if ?></p>
<p><a class="govuk-link" href="<?cs var:ExclusionsHref ?>"><?cs var:T.desk.exclusion.title ?></a></p>
<?cs call:figure_ways() ?>
<?cs if:subcount(Figures) > #0 ?><?cs call:figure_picture(Bars, "bad", T.desk.ratings.legend) ?>
<p class="desk-all"><a class="govuk-link" href="#rows"><?cs var:AllRows ?></a></p>
<table id="rows" class="qiao-table desk-rows desk-figures is-folded"><thead><tr><th scope="col"><?cs var:Column ?></th><th scope="col"><?cs var:T.desk.ratings.rated ?></th><?cs each:l = All.It.Levels ?><th scope="col"><?cs var:l.Name ?></th><?cs /each ?><th scope="col"><?cs var:T.desk.ratings.satisfied ?></th><th scope="col"><?cs var:T.desk.ratings.again ?></th></tr></thead><tbody>
<?cs each:f = Figures ?><?cs call:ratings_row(f) ?><?cs /each ?></tbody><tfoot><?cs with:f = All.It ?><?cs call:ratings_row(f) ?><?cs /with ?></tfoot></table>
<p class="qiao-quiet"><?cs var:T.desk.ratings.about ?></p>
<p><a class="govuk-link" href="<?cs var:CsvHref ?>"><?cs var:T.desk.figures.csv ?></a></p>
<?cs else ?><p><?cs var:T.desk.ratings.none ?></p>
<?cs /if ?></div>
<?cs call:desk_end() ?>
