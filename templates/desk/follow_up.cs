<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs

def:follow_form(act) ?><?cs call:form_start(act) ?><?cs call:desk_version() ?><input type="hidden" name="act" value="<?cs var:act ?>"><?cs /def ?><?cs

def:follow_rated(r) ?><p><strong class="govuk-tag govuk-tag--<?cs if:r.IsBad ?>stop<?cs else ?>done<?cs /if ?>"><?cs var:r.Level ?></strong> <span class="qiao-quiet"><time datetime="<?cs var:r.At.Iso ?>"><?cs var:r.At.Text ?></time></span></p><?cs if:subcount(r.About) > #0 ?><p><?cs var:T.desk.follow.about ?> <?cs each:a = r.About ?><b><?cs var:a.Name ?></b><?cs if:!last(a) ?> · <?cs /if ?><?cs /each ?></p><?cs /if ?><?cs call:desk_words(r.Words) ?><?cs /def ?><?cs

def:follow_clock() ?><section class="qiao-card"><h2><?cs var:T.desk.follow.clock ?></h2>
<dl class="qiao-facts"><div><dt><?cs var:T.desk.follow.unit ?></dt><dd><?cs var:FollowUnit ?></dd></div><?cs each:c = Clock ?><div><dt><?cs var:c.Name ?></dt><dd><span class="desk-due<?cs if:c.IsOver ?> is-over<?cs /if ?>"><?cs var:c.By ?></span><?cs if:c.Done.Text ?><br><span class="qiao-quiet"><?cs var:t1("desk.follow.done_at", c.Done.Text) ?></span><?cs else ?><?cs if:c.Tried.Text ?><br><span class="qiao-quiet"><?cs var:t1("desk.follow.tried_at", c.Tried.Text) ?></span><?cs /if ?><?cs if:c.IsOver ?><br><strong class="govuk-tag govuk-tag--stop"><?cs var:T.desk.follow.over ?></strong><?cs /if ?><?cs /if ?></dd></div><?cs /each ?><?cs if:Closed.Text ?><div><dt><?cs var:T.desk.follow.closed ?></dt><dd><?cs var:Closed.Text ?></dd></div><?cs /if ?></dl></section><?cs /def ?><?cs

def:follow_person() ?><section class="qiao-card"><h2><?cs var:T.desk.person ?></h2>
<dl class="qiao-facts"><div><dt><?cs var:T.desk.person_place ?></dt><dd><?cs var:Person.Place ?></dd></div><div><dt><?cs var:T.desk.person_now ?></dt><dd><?cs var:Person.Time ?><?cs if:Person.Asleep ?> · <?cs var:T.desk.asleep ?><?cs /if ?></dd></div><?cs if:subcount(Contacts) > #0 ?><div><dt><?cs var:T.desk.person_contact ?></dt><dd><?cs each:c = Contacts ?><?cs var:c.Masked ?><?cs if:!last(c) ?><br><?cs /if ?><?cs /each ?></dd></div><?cs /if ?><div><dt><?cs var:T.desk.person_language ?></dt><dd><?cs var:Person.Lang ?></dd></div></dl><?cs if:!IsOpen && subcount(Contacts) > #0 ?>
<?cs call:follow_form("contact") ?><p class="qiao-quiet"><?cs var:T.desk.follow.contact_text ?></p><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.desk.follow.contact ?></button><?cs call:form_end() ?><?cs /if ?></section><?cs /def ?><?cs

def:follow_call() ?><?cs if:MayCall ?><section class="qiao-card"><h2><?cs var:T.desk.follow.call ?></h2>
<p><?cs var:T.desk.follow.call_text ?></p>
<?cs call:follow_form("call") ?><?cs call:field_radios("reached", T.desk.follow.reached_label, "", Reached) ?><?cs call:field_textarea("said", T.desk.follow.said, T.desk.follow.said_hint) ?><?cs if:Typed == "call" ?><?cs call:desk_chinese() ?><?cs /if ?><?cs call:button(T.desk.follow.call_button) ?><?cs call:form_end() ?></section><?cs /if ?><?cs /def ?><?cs

def:follow_mend() ?><?cs if:MayMend ?><section class="qiao-card"><h2><?cs var:T.desk.follow.mend ?></h2>
<?cs call:follow_form("mend") ?><?cs call:field_radios("mended", T.desk.follow.mended_label, "", Mended) ?><h3 class="govuk-heading-s"><?cs var:T.desk.ready ?></h3><?cs call:desk_ready(Ready) ?><?cs call:field_textarea("told", T.desk.follow.told, T.desk.follow.told_hint) ?><?cs if:Typed == "mend" ?><?cs call:desk_chinese() ?><?cs /if ?><?cs call:button(T.desk.follow.mend_button) ?><?cs call:form_end() ?></section><?cs /if ?><?cs /def ?><?cs

def:follow_close() ?><?cs if:MayClose ?><section class="qiao-card"><h2><?cs var:T.desk.follow.close ?></h2>
<p><?cs var:T.desk.follow.close_text ?></p>
<?cs call:follow_form("close") ?><?cs call:button(T.desk.follow.close_button) ?><?cs call:form_end() ?></section><?cs /if ?><?cs /def ?><?cs

def:follow_record() ?><section class="qiao-card"><h2><?cs var:T.desk.record ?></h2>
<ol class="qiao-way"><?cs each:e = Events ?><li class="is-done"><b><?cs var:e.Text ?></b><span><time datetime="<?cs var:e.At.Iso ?>"><?cs var:e.At.Text ?></time> · <?cs var:e.Who ?><?cs if:e.Number ?> <span class="qiao-unbroken"><?cs var:e.Number ?></span><?cs /if ?></span><?cs each:w = e.Detail ?><span><?cs var:w.Line ?></span><?cs /each ?></li><?cs /each ?></ol></section><?cs /def ?><?cs

call:desk_start() ?>
<div class="desk-narrow"><?cs call:desk_told() ?>
<p><a class="govuk-back-link" href="<?cs var:ListHref ?>"><?cs var:T.desk.list.ratings ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs if:MayOpen ?><a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:Matter.Name ?></a><?cs else ?><?cs var:Matter.Name ?><?cs /if ?> · <?cs var:Matter.Ref ?> · <?cs var:t1("desk.follow.rated_unit", Matter.Unit) ?></p>
<section class="qiao-card"><h2><?cs var:T.desk.follow.rating ?></h2><?cs each:r = Rated ?><?cs call:follow_rated(r) ?><?cs /each ?></section>
<?cs call:follow_clock() ?>
<?cs call:follow_person() ?>
<?cs call:follow_call() ?><?cs call:follow_mend() ?><?cs call:follow_close() ?>
<?cs call:follow_record() ?>
</div>
<?cs call:desk_end() ?>
