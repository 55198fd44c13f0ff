<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.ratings.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.exclusion.text ?></p>
<?cs if:subcount(Proposals) > #0 ?><?cs call:proposal_list() ?><?cs elif:!Hidden ?><p><?cs var:T.desk.nothing ?></p><?cs /if ?>
<?cs if:Hidden ?><p class="qiao-quiet"><?cs var:Hidden ?></p><?cs /if ?>
</div>
<?cs call:desk_end() ?>
