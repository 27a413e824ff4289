-- A freshly migrated database. Made by `make structure`, never by hand; `make quality` says when it is stale.
-- from catalogue/kinds/migrations/0001_initial.py 4bb7bc5da4aa8935
-- from catalogue/lots/migrations/0001_initial.py fec15c79b6bac293
-- from catalogue/lots/migrations/0002_lots_of_a_cooperative.py 05aeb527fc5e5fc0
-- from catalogue/migrations/0001_initial.py ee3e935567625b46
-- from catalogue/migrations/0002_drafts_and_pictures_held_back.py 18da39ca81498bad
-- from catalogue/migrations/0003_kinds_variants_and_food_papers.py 10b930293362bb5f
-- from catalogue/migrations/0004_drafts_thrown_away.py a86284c311cbd69d
-- from catalogue/moderation/migrations/0001_initial.py 69820c435b472e3f
-- from catalogue/partner/migrations/0001_initial.py 57d790f89bd13ecb
-- from catalogue/partner/migrations/0002_triggers_that_nobody_skips.py eaa12ea089999203
-- from catalogue/partner/migrations/0003_goods_that_are_gone.py 8984e5a06676fa52
-- from catalogue/sheets/migrations/0001_initial.py 4c40652b2f8b4a62
-- from catalogue/sheets/migrations/0002_undoing.py 805ab8b54e121515
-- from cooperatives/accounts/migrations/0001_initial.py 6a165c9197007b40
-- from cooperatives/accounts/migrations/0002_user_shows_rial.py ba30c8ece994961c
-- from cooperatives/accounts/migrations/0003_user_spoken_language.py 3b640ba8c65cf437
-- from cooperatives/audit/migrations/0001_initial.py e2d2bf579b5da04e
-- from cooperatives/audit/migrations/0002_triggers_that_nobody_skips.py f6e5c21dd285126f
-- from cooperatives/audit/migrations/0003_a_cooperatives_own_log.py b7fdb352aafbf62a
-- from cooperatives/audit/migrations/0004_moves_on_behalf_of.py 7e471648093e31af
-- from cooperatives/jobs/migrations/0001_initial.py f385b626e1d3a719
-- from cooperatives/joining/migrations/0001_initial.py eaf775b3ca2c0a69
-- from cooperatives/ledger/migrations/0001_initial.py 268863ea2ccc64e6
-- from cooperatives/ledger/migrations/0002_triggers_that_nobody_skips.py 0f9161d126254e89
-- from cooperatives/ledger/migrations/0003_kinds_of_card_money_and_payouts.py b9e150af5f12a479
-- from cooperatives/migrations/0001_initial.py 75bcf8d3c821f0ff
-- from cooperatives/migrations/0002_joining_officers_and_seasons.py 3dfdc548094c9c80
-- from cooperatives/migrations/0003_certificates_have_addresses.py 12260475322d6764
-- from cooperatives/migrations/0004_renewed_under_the_same_number.py 2b4227f384a3b4df
-- from cooperatives/migrations/0005_withdrawn.py 7c7d55bdbd838100
-- from cooperatives/officers/migrations/0001_initial.py becacc116f135d49
-- from cooperatives/outbox/migrations/0001_initial.py 75512c9ba4686804
-- from cooperatives/outbox/migrations/0002_messages_that_ring.py 1bf98eab8f44fc64
-- from cooperatives/push/migrations/0001_initial.py 2e7957f324b07874
-- from cooperatives/season/migrations/0001_initial.py e100c7a45a00a154
-- from cooperatives/season/migrations/0002_closed_because.py 18a6eb12942dd779
-- from cooperatives/settlements/migrations/0001_initial.py fc468bb7478f3fbf
-- from cooperatives/team/migrations/0001_initial.py 968b8880785042b2
-- from cooperatives/territory/migrations/0001_extensions.py 6d640399d4a0bb10
-- from cooperatives/territory/migrations/0002_initial.py 3028fe09ac363a82
-- from fairs/applications/migrations/0001_initial.py 0b43b463742571c7
-- from fairs/applications/migrations/0002_initial.py 8a5395542157380c
-- from fairs/attendance/migrations/0001_initial.py 1447ab376cbe7a9a
-- from fairs/attendance/migrations/0002_initial.py 11ab0dc9c63dfca3
-- from fairs/attendance/migrations/0003_arrivals_taken_back.py d75d8bdeb32ba97c
-- from fairs/calls/migrations/0001_initial.py a081aefc7fa3a81e
-- from fairs/calls/migrations/0002_firm_criteria_and_quotas.py d02465232e5b69ec
-- from fairs/calls/migrations/0003_deadline_never_shortened.py a1b2cc5e9d0f187a
-- from fairs/closing/migrations/0001_initial.py 4b673acbe260eb7b
-- from fairs/closing/migrations/0002_initial.py e5c49b4f71bb8d54
-- from fairs/imports/migrations/0001_initial.py 77f922520dcb0999
-- from fairs/migrations/0001_initial.py 6a76599b407f0db5
-- from fairs/migrations/0002_places_points_and_grants.py 38b5dd4f8f5cef7a
-- from fairs/migrations/0003_one_stall_a_day.py eabbb1547f382994
-- from fairs/migrations/0004_shared_for_all_who_stand_there.py 32de1db055325298
-- from fairs/plan/migrations/0001_initial.py dd1be3148804e1dc
-- from fairs/revenue/migrations/0001_initial.py 84212c96eb9041b7
-- from fairs/revenue/migrations/0002_a_cancelled_sale_counts_no_more.py e8b79d8c5f6d73f3
-- from fairs/revenue/migrations/0003_lines_by_cooperative_and_day.py b709ef9e50b75325
-- from fairs/rounds/migrations/0001_initial.py b2251fbfd7909556
-- from fairs/rounds/migrations/0002_initial.py 12b42b12e25f72b1
-- from fairs/rounds/migrations/0003_kept_aside_at_a_stop.py d37983093712c185
-- from fairs/selection/migrations/0001_initial.py edd9430ed57bef79
-- from fairs/tills/migrations/0001_initial.py 1506cdb136c7f089
-- from fairs/tills/migrations/0002_clocks_reasons_and_stops.py a2d7c66dec89d7e9
-- from marketplace/basket/migrations/0001_initial.py 9f35ef9bb5d7b95c
-- from marketplace/basket/migrations/0002_initial.py 50ca2f023f5a8901
-- from marketplace/conversation/migrations/0001_initial.py 9e7f2ded3182a49b
-- from marketplace/datafiles/migrations/0001_initial.py 1ea5a6c8789cc1d5
-- from marketplace/delivery/migrations/0001_initial.py d5fd4daa5915f8df
-- from marketplace/delivery/migrations/0002_hubs.py 4a2fa9e2e9898ee9
-- from marketplace/help/migrations/0001_initial.py 89b0940a47254e67
-- from marketplace/order/migrations/0001_initial.py ea46ea30a142cf69
-- from marketplace/order/migrations/0002_paid_released_and_in_one_parcel.py 161bf1a9f6f93d1c
-- from marketplace/order/migrations/0003_orders_by_cooperative_and_day.py a8a580069b71ba37
-- from marketplace/order/migrations/0004_parts_drop_off_days_and_late_ones.py 08b6996c647f5d77
-- from marketplace/oscar_migrations/address/0001_initial.py 053d1caad8f0f36b
-- from marketplace/oscar_migrations/communication/0001_initial.py d88ee6168c829d0a
-- from marketplace/oscar_migrations/offer/0001_initial.py 35e3a71b0a85a5aa
-- from marketplace/oscar_migrations/voucher/0001_initial.py e893d047945a9b88
-- from marketplace/pages/migrations/0001_initial.py c14f503b66247b34
-- from marketplace/payment/migrations/0001_initial.py 4e69d9fad3c52eee
-- from Django 5.2.19
-- from wagtail 8.0.1
-- from django-allauth 65.21.1
-- from django-oscar 4.2.1
-- from django-taggit 6.1.0
-- from django-pgtrigger 4.17.0

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_application_sent_while_open_ddd4b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF NEW.sent_at IS NOT NULL AND NEW.sent_at IS DISTINCT FROM (CASE WHEN TG_OP = 'UPDATE' THEN OLD.sent_at END)
       AND NOT EXISTS (
           SELECT 1 FROM calls_call WHERE id = NEW.call_id AND opened_at IS NOT NULL
           AND NEW.sent_at >= opens_at AND NEW.sent_at < closes_at AND announced_at IS NULL
       ) THEN
        RAISE EXCEPTION 'call % is not open', NEW.call_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_sent_while_open';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_applicationproduct_of_the_applicant_03047() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF NEW.product_id IS NOT NULL
       AND (SELECT cooperative_id FROM catalogue_product WHERE id = NEW.product_id)
       <> (SELECT cooperative_id FROM applications_application WHERE id = NEW.application_id) THEN
        RAISE EXCEPTION 'product % is not of the applicant', NEW.product_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'applicationproduct_of_the_applicant';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_auditentry_append_only_ec295() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'auditentry is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_auditentry_not_truncated_706c2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'auditentry is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_balancecheckpoint_append_only_1f607() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'balancecheckpoint is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_balancecheckpoint_not_truncated_bb226() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'balancecheckpoint is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_bankaccount_not_truncated_e7b04() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'bankaccount is kept';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_bankaccount_number_stays_6cf7f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
            IF TG_OP = 'DELETE' OR (OLD.rib_digest, OLD.last4, OLD.cooperative_id, OLD.added_by_id) IS DISTINCT FROM (NEW.rib_digest, NEW.last4, NEW.cooperative_id, NEW.added_by_id) THEN
                RAISE EXCEPTION 'a bank account is replaced, never changed'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'bankaccount_number_stays';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_call_deadline_never_shortened_16144() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF OLD.opened_at IS NOT NULL AND NEW.closes_at < OLD.closes_at THEN
        RAISE EXCEPTION 'organisations rely on the deadline of call %', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'call_deadline_never_shortened';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_call_opened_and_announced_for_good_6a99c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF (OLD.opened_at IS NOT NULL AND OLD.opened_at IS DISTINCT FROM NEW.opened_at)
       OR (OLD.announced_at IS NOT NULL AND OLD.announced_at IS DISTINCT FROM NEW.announced_at) THEN
        RAISE EXCEPTION 'call % was opened or announced before', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'call_opened_and_announced_for_good';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_cashhandover_append_only_edcc2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'cashhandover is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_cashhandover_not_truncated_744b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'cashhandover is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_cashreport_append_only_d6587() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'cashreport is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_cashreport_not_truncated_b3a41() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'cashreport is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_cashreportline_append_only_af2eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'cashreportline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_cashreportline_not_truncated_77a3a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'cashreportline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_closing_append_only_8e6a2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'closing is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_closing_not_truncated_87d10() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'closing is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_commonscore_within_the_criterion_050fe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF NEW.points > (SELECT highest FROM calls_criterion WHERE id = NEW.criterion_id) THEN
        RAISE EXCEPTION 'points % are above the highest', NEW.points
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_within_the_criterion';
    END IF;
    IF (SELECT call_id FROM calls_criterion WHERE id = NEW.criterion_id)
       <> (SELECT call_id FROM applications_application WHERE id = NEW.application_id) THEN
        RAISE EXCEPTION 'criterion % is of another call', NEW.criterion_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_by_its_own_call';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_criterion_firm_once_scored_4c99e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF EXISTS (
        SELECT 1 FROM applications_application AS application
        JOIN selection_score AS score ON score.application_id = application.id
        WHERE application.call_id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.call_id ELSE OLD.call_id END)
    ) THEN
        RAISE EXCEPTION 'points were given by the criteria of this call'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'criterion_firm_once_scored';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_decision_firm_once_announced_f7c47() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF EXISTS (
        SELECT 1 FROM applications_application AS application
        JOIN calls_call AS call ON call.id = application.call_id
        WHERE application.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.application_id ELSE NEW.application_id END)
          AND call.announced_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the decisions were announced'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_firm_once_announced';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_depositslip_append_only_75e6a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'depositslip is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_depositslip_not_truncated_73cda() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'depositslip is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_edition_settled_once_42b5c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF OLD.settled_at IS NOT NULL
       AND (OLD.settled_at, OLD.settled_by_id) IS DISTINCT FROM (NEW.settled_at, NEW.settled_by_id) THEN
        RAISE EXCEPTION '% % is settled for good', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settled_for_good';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_estimatedtotal_append_only_c17c2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'estimatedtotal is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_estimatedtotal_not_truncated_3d4a6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'estimatedtotal is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_gatewayevent_word_for_word_c3ba4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF TG_OP = 'UPDATE' AND NEW.raw = '' AND NEW.status IN ('done', 'ignored')
        AND (NEW.event_id, NEW.kind, NEW.received_at) = (OLD.event_id, OLD.kind, OLD.received_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a message of the processor is kept word for word';

                END;
            $$;

CREATE FUNCTION public.pgtrigger_ledgerentry_append_only_5d84d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'ledgerentry is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_ledgerentry_not_truncated_6df14() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'ledgerentry is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_ledgerentry_sums_to_zero_405cc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF (SELECT COALESCE(SUM(amount), 0) FROM ledger_ledgerentry WHERE transaction_id = NEW.transaction_id) <> 0 THEN
        RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW.transaction_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_sums_to_zero';
    END IF;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_ledgertransaction_append_only_3663e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'ledgertransaction is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_ledgertransaction_not_truncated_0895a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'ledgertransaction is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_listing_product_of_the_participant_ad3d6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF (SELECT cooperative_id FROM catalogue_product WHERE id = NEW.product_id)
       <> (SELECT cooperative_id FROM fairs_participation WHERE id = NEW.participation_id) THEN
        RAISE EXCEPTION 'listed product % is not of the participant', NEW.product_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_product_of_the_participant';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_minutes_append_only_3a35f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'minutes is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_minutes_not_truncated_a21e0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'minutes is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payout_not_truncated_546e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'payout is kept';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payout_sent_stays_924ce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
            IF TG_OP = 'DELETE' OR (OLD.status <> 'pending' AND (OLD.run_id, OLD.cooperative_id, OLD.amount, OLD.way, OLD.rib_last4, OLD.reference) IS DISTINCT FROM (NEW.run_id, NEW.cooperative_id, NEW.amount, NEW.way, NEW.rib_last4, NEW.reference)) THEN
                RAISE EXCEPTION 'what was sent does not change'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_sent_stays';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payoutmark_append_only_1eea1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'payoutmark is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payoutmark_not_truncated_49f79() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'payoutmark is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payoutrun_approval_stays_6ff1c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
            IF TG_OP = 'DELETE' OR OLD.month <> NEW.month OR OLD.created_by_id <> NEW.created_by_id OR (OLD.approved_by_id IS NOT NULL AND OLD.approved_by_id IS DISTINCT FROM NEW.approved_by_id) THEN
                RAISE EXCEPTION 'who prepared and who approved a payout run stays'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'payoutrun_approval_stays';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payoutrun_not_truncated_b3f41() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'payoutrun is kept';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_quota_firm_once_announced_60528() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF EXISTS (
        SELECT 1 FROM calls_call WHERE announced_at IS NOT NULL
        AND id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.call_id ELSE OLD.call_id END)
    ) THEN
        RAISE EXCEPTION 'the choice by these quotas was announced'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quota_firm_once_announced';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_refund_within_order_16a23() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF NEW.order_id IS NOT NULL AND NEW.status <> 'cancelled' AND (
        SELECT SUM(amount) FROM payment_refund WHERE order_id = NEW.order_id AND status <> 'cancelled'
    ) > (SELECT total_incl_tax FROM order_order WHERE id = NEW.order_id) THEN
        RAISE EXCEPTION 'refunds of order % are above what was paid', NEW.order_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_within_order';
    END IF;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_refundline_append_only_420ab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'refundline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_refundline_not_truncated_eaabd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'refundline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_remittance_append_only_e69e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'remittance is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_remittance_not_truncated_1025a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'remittance is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_remittanceline_append_only_92949() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'remittanceline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_remittanceline_not_truncated_94497() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'remittanceline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_revenueline_apart_once_settled_44c93() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF EXISTS (
        SELECT FROM written
        LEFT JOIN fairs_edition AS edition ON edition.id = written.edition_id
        LEFT JOIN fairs_stop AS stop ON stop.id = written.stop_id
        WHERE NOT written.late AND (edition.settled_at IS NOT NULL OR stop.settled_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'figures of a settled edition or stop do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revenueline_apart_once_settled';
    END IF;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_revenueline_append_only_10f0d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'revenueline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_revenueline_not_truncated_4342c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'revenueline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_sale_append_only_80e17() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'sale is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_sale_not_truncated_d464b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'sale is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_saleline_append_only_e5b5e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'saleline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_saleline_not_truncated_0b592() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'saleline is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_salescertificate_append_only_e86cf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'salescertificate is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_salescertificate_not_truncated_274da() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'salescertificate is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_score_not_of_ones_own_cooperative_54c73() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF EXISTS (
        SELECT 1 FROM applications_application AS application
        JOIN cooperatives_membership AS membership ON membership.cooperative_id = application.cooperative_id
        WHERE application.id = NEW.application_id AND membership.user_id = NEW.member_id AND membership.left_at IS NULL
    ) OR EXISTS (
        SELECT 1 FROM selection_recusal WHERE application_id = NEW.application_id AND member_id = NEW.member_id
    ) THEN
        RAISE EXCEPTION 'member % may not judge application %', NEW.member_id, NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_not_of_ones_own_cooperative';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_score_within_the_criterion_680f2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF NEW.points > (SELECT highest FROM calls_criterion WHERE id = NEW.criterion_id) THEN
        RAISE EXCEPTION 'points % are above the highest', NEW.points
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_within_the_criterion';
    END IF;
    IF (SELECT call_id FROM calls_criterion WHERE id = NEW.criterion_id)
       <> (SELECT call_id FROM applications_application WHERE id = NEW.application_id) THEN
        RAISE EXCEPTION 'criterion % is of another call', NEW.criterion_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_by_its_own_call';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_settlement_final_stays_ffec8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
            IF OLD.status = 'final' THEN
                RAISE EXCEPTION 'a final settlement does not change'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_final_stays';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_settlement_not_truncated_fa260() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'settlement is kept';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_settlementline_added_to_draft_3fd59() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF EXISTS (
        SELECT 1 FROM touched JOIN settlements_settlement AS settlement ON settlement.id = touched.settlement_id
        WHERE settlement.status = 'final'
    ) THEN
        RAISE EXCEPTION 'lines of a final settlement do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlementline_final_stays';
    END IF;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_settlementline_never_moved_f9abf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'lines of settlements are written and taken off, never changed';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_settlementline_not_truncated_eb502() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'settlementline is kept';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_settlementline_taken_off_draft_16ccb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF EXISTS (
        SELECT 1 FROM touched JOIN settlements_settlement AS settlement ON settlement.id = touched.settlement_id
        WHERE settlement.status = 'final'
    ) THEN
        RAISE EXCEPTION 'lines of a final settlement do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlementline_final_stays';
    END IF;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_slip_append_only_6fb0e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'slip is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_slip_not_truncated_a2c7b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'slip is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_stall_institutional_is_given_to_nobody_66ae3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF NEW.is_institutional AND EXISTS (SELECT 1 FROM fairs_stallassignment WHERE stall_id = NEW.id) THEN
        RAISE EXCEPTION 'stall % is given to participants', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stall_institutional_is_given_to_nobody';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_stall_shared_for_all_who_stand_there_a5006() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    UPDATE fairs_stallassignment SET exclusive = NOT NEW.is_shared WHERE stall_id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_stallassignment_as_granted_e7cee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE stall fairs_stall%ROWTYPE;
                BEGIN
                    
    SELECT * INTO stall FROM fairs_stall WHERE id = NEW.stall_id FOR SHARE;
    IF NOT stall.is_shared
       AND NEW.place > (SELECT stalls FROM fairs_participation WHERE id = NEW.participation_id) THEN
        RAISE EXCEPTION 'participation % was not granted % stalls', NEW.participation_id, NEW.place
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stallassignment_as_many_as_granted';
    END IF;
    IF stall.is_institutional THEN
        RAISE EXCEPTION 'stall % is an institution''s', NEW.stall_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stallassignment_not_of_an_institution';
    END IF;
    IF TG_OP = 'INSERT' AND stall.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'stall % is not in use any more', NEW.stall_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stallassignment_of_a_stall_in_use';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_stallassignment_exclusive_as_stall_3023b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    NEW.exclusive := NOT (SELECT is_shared FROM fairs_stall WHERE id = NEW.stall_id);
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_statuschange_append_only_7e88d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'statuschange is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_statuschange_not_truncated_e14d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'statuschange is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_stockmovement_append_only_7e1e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'stockmovement is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_stockmovement_not_truncated_d0a51() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'stockmovement is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_stop_settled_once_fb302() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    
    IF OLD.settled_at IS NOT NULL
       AND (OLD.settled_at, OLD.settled_by_id) IS DISTINCT FROM (NEW.settled_at, NEW.settled_by_id) THEN
        RAISE EXCEPTION '% % is settled for good', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settled_for_good';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_tillevent_append_only_03c25() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'tillevent is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tillevent_not_truncated_65f9d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'tillevent is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_visit_append_only_b8eb6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'visit is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_visit_not_truncated_94d4e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'visit is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_visitpart_append_only_dd48f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'visitpart is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_visitpart_not_truncated_4601f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    RAISE EXCEPTION 'visitpart is append-only';
                END;
            $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    public_id character varying(12) NOT NULL,
    email character varying(254),
    phone text NOT NULL,
    phone_digest character varying(64),
    phone_verified_at timestamp with time zone,
    first_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    language character varying(2) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    anonymised_at timestamp with time zone,
    shows_rial boolean DEFAULT false NOT NULL,
    spoken_language character varying(3) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT user_has_phone_or_email CHECK (((email IS NOT NULL) OR (phone_digest IS NOT NULL) OR (anonymised_at IS NOT NULL))),
    CONSTRAINT user_phone_iff_digest CHECK ((((phone = ''::text) AND (phone_digest IS NULL)) OR ((NOT (phone = ''::text)) AND (phone_digest IS NOT NULL))))
);

CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.address_country (
    iso_3166_1_a2 character varying(2) NOT NULL,
    iso_3166_1_a3 character varying(3) NOT NULL,
    iso_3166_1_numeric character varying(3) NOT NULL,
    printable_name character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    display_order smallint NOT NULL,
    is_shipping_country boolean NOT NULL,
    CONSTRAINT address_country_display_order_check CHECK ((display_order >= 0))
);

CREATE TABLE public.address_useraddress (
    id bigint NOT NULL,
    code character varying(255),
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    phone_number character varying(128) NOT NULL,
    notes text NOT NULL,
    is_default_for_shipping boolean NOT NULL,
    is_default_for_billing boolean NOT NULL,
    num_orders_as_shipping_address integer NOT NULL,
    num_orders_as_billing_address integer NOT NULL,
    hash character varying(255) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    country_id character varying(2) NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT address_useraddress_num_orders_as_billing_address_check CHECK ((num_orders_as_billing_address >= 0)),
    CONSTRAINT address_useraddress_num_orders_as_shipping_address_check CHECK ((num_orders_as_shipping_address >= 0))
);

ALTER TABLE public.address_useraddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.address_useraddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_appeal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    text text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    outcome character varying(8) NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    sent_by_id bigint NOT NULL,
    application_id bigint NOT NULL,
    CONSTRAINT appeal_answered_in_writing CHECK ((((answered_at IS NULL) AND (answered_by_id IS NULL) AND ((outcome)::text = 'open'::text)) OR ((NOT ((outcome)::text = 'open'::text)) AND (answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (NOT (answer = ''::text)))))
);

ALTER TABLE public.applications_appeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_application (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(10) NOT NULL,
    stalls_wanted smallint NOT NULL,
    people smallint NOT NULL,
    women smallint NOT NULL,
    young smallint NOT NULL,
    power_watts integer NOT NULL,
    lodging_for smallint NOT NULL,
    needs_transport boolean NOT NULL,
    needs character varying(300) NOT NULL,
    presentation text NOT NULL,
    came_last_time boolean NOT NULL,
    is_first_time boolean NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    stalls_granted smallint NOT NULL,
    waiting_position smallint,
    reason text NOT NULL,
    answer_by timestamp with time zone,
    answered_at timestamp with time zone,
    begun_by_id bigint NOT NULL,
    call_id bigint NOT NULL,
    cooperative_id bigint NOT NULL,
    participation_id bigint,
    CONSTRAINT application_answer_has_its_deadline CHECK ((((answer_by IS NOT NULL) AND ((status)::text = ANY (ARRAY[('selected'::character varying)::text, ('offered'::character varying)::text]))) OR (NOT ((status)::text = ANY (ARRAY[('selected'::character varying)::text, ('offered'::character varying)::text]))))),
    CONSTRAINT application_confirmed_takes_part CHECK (((NOT ((status)::text = 'confirmed'::text)) OR ((participation_id IS NOT NULL) AND (stalls_granted > 0)))),
    CONSTRAINT application_counts_within_people CHECK (((women <= people) AND (young <= people) AND (lodging_for <= people))),
    CONSTRAINT application_refused_with_a_reason CHECK (((NOT ((status)::text = 'refused'::text)) OR (NOT (reason = ''::text)))),
    CONSTRAINT application_sent_has_its_moment CHECK ((((status)::text = ANY (ARRAY[('draft'::character varying)::text, ('withdrawn'::character varying)::text])) OR (sent_at IS NOT NULL))),
    CONSTRAINT application_waits_iff_it_has_a_position CHECK (((((status)::text = 'waiting'::text) AND (waiting_position IS NOT NULL)) OR ((NOT ((status)::text = 'waiting'::text)) AND (waiting_position IS NULL)))),
    CONSTRAINT application_wants_a_stall CHECK (((people > 0) AND (stalls_wanted > 0))),
    CONSTRAINT applications_application_lodging_for_check CHECK ((lodging_for >= 0)),
    CONSTRAINT applications_application_people_check CHECK ((people >= 0)),
    CONSTRAINT applications_application_power_watts_check CHECK ((power_watts >= 0)),
    CONSTRAINT applications_application_stalls_granted_check CHECK ((stalls_granted >= 0)),
    CONSTRAINT applications_application_stalls_wanted_check CHECK ((stalls_wanted >= 0)),
    CONSTRAINT applications_application_waiting_position_check CHECK ((waiting_position >= 0)),
    CONSTRAINT applications_application_women_check CHECK ((women >= 0)),
    CONSTRAINT applications_application_young_check CHECK ((young >= 0))
);

ALTER TABLE public.applications_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_applicationproduct (
    id bigint NOT NULL,
    label character varying(80) NOT NULL,
    application_id bigint NOT NULL,
    product_id bigint,
    CONSTRAINT applicationproduct_is_a_product_or_a_word CHECK (((((label)::text = ''::text) AND (product_id IS NOT NULL)) OR ((product_id IS NULL) AND (NOT ((label)::text = ''::text)))))
);

ALTER TABLE public.applications_applicationproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_applicationproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_placeoffer (
    id bigint NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone NOT NULL,
    answer character varying(8) NOT NULL,
    answered_at timestamp with time zone,
    after_id bigint,
    application_id bigint NOT NULL,
    CONSTRAINT placeoffer_leaves_time CHECK ((offered_at < answer_by))
);

ALTER TABLE public.applications_placeoffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_placeoffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_absence (
    id bigint NOT NULL,
    note character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    day_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL
);

ALTER TABLE public.attendance_absence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_arrival (
    id bigint NOT NULL,
    way character varying(4) NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    key uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    day_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    badge_id bigint,
    withdrawn_at timestamp with time zone,
    withdrawn_by_id bigint,
    CONSTRAINT arrival_by_badge_or_by_hand CHECK ((((badge_id IS NULL) AND ((way)::text = 'hand'::text)) OR ((NOT ((way)::text = 'hand'::text)) AND (badge_id IS NOT NULL)))),
    CONSTRAINT arrival_taken_back_by_somebody CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL))))
);

ALTER TABLE public.attendance_arrival ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_arrival_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_badge (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number smallint NOT NULL,
    name character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    participation_id bigint NOT NULL,
    CONSTRAINT attendance_badge_number_check CHECK ((number >= 0))
);

ALTER TABLE public.attendance_badge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_badge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_incident (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    text text NOT NULL,
    picture character varying(160) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    key uuid NOT NULL,
    status character varying(6) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    solution character varying(300) NOT NULL,
    day_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    stall_id bigint,
    CONSTRAINT incident_says_what_happened CHECK ((NOT (text = ''::text)))
);

ALTER TABLE public.attendance_incident ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_institutionalstand (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(160) NOT NULL,
    people smallint NOT NULL,
    contact character varying(120) NOT NULL,
    ended_at timestamp with time zone,
    body_id bigint,
    stall_id bigint,
    stop_id bigint NOT NULL,
    CONSTRAINT attendance_institutionalstand_people_check CHECK ((people >= 0))
);

ALTER TABLE public.attendance_institutionalstand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_institutionalstand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_visitorcount (
    id bigint NOT NULL,
    zone character varying(60) NOT NULL,
    hour smallint NOT NULL,
    people integer NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    counted_by_id bigint NOT NULL,
    day_id bigint NOT NULL,
    CONSTRAINT attendance_visitorcount_hour_check CHECK ((hour >= 0)),
    CONSTRAINT attendance_visitorcount_people_check CHECK ((people >= 0)),
    CONSTRAINT visitorcount_hour_of_a_day CHECK ((hour <= 23))
);

ALTER TABLE public.attendance_visitorcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_visitorcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_workshop (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(8) NOT NULL,
    title character varying(160) NOT NULL,
    held_by character varying(120) NOT NULL,
    room character varying(80) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    people smallint,
    women smallint,
    young smallint,
    cancelled_at timestamp with time zone,
    stop_id bigint NOT NULL,
    CONSTRAINT attendance_workshop_people_check CHECK ((people >= 0)),
    CONSTRAINT attendance_workshop_women_check CHECK ((women >= 0)),
    CONSTRAINT attendance_workshop_young_check CHECK ((young >= 0)),
    CONSTRAINT workshop_begins_before_it_ends CHECK ((starts_at < ends_at)),
    CONSTRAINT workshop_counts_within_people CHECK ((((people IS NULL) AND (women IS NULL) AND (young IS NULL)) OR ((people IS NOT NULL) AND (women IS NOT NULL) AND (women <= people) AND (young IS NOT NULL) AND (young <= people))))
);

ALTER TABLE public.attendance_workshop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_workshop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.audit_auditentry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    action character varying(60) NOT NULL,
    subject_type character varying(60) NOT NULL,
    subject_id character varying(64) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    request_id character varying(36) NOT NULL,
    address inet,
    by_id bigint,
    cooperative_id bigint,
    on_behalf_of_id bigint
);

ALTER TABLE public.audit_auditentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_auditentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.audit_statuschange (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    subject_type character varying(60) NOT NULL,
    subject_id character varying(64) NOT NULL,
    old_status character varying(30) NOT NULL,
    new_status character varying(30) NOT NULL,
    reason text NOT NULL,
    request_id character varying(36) NOT NULL,
    by_id bigint,
    on_behalf_of_id bigint
);

ALTER TABLE public.audit_statuschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_statuschange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.audit_usedtoken (
    id bigint NOT NULL,
    token character varying(64) NOT NULL,
    action character varying(60) NOT NULL,
    used_at timestamp with time zone NOT NULL
);

ALTER TABLE public.audit_usedtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_usedtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.basket_basket (
    id bigint NOT NULL,
    status character varying(128) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_merged timestamp with time zone,
    date_submitted timestamp with time zone,
    public_id character varying(12) NOT NULL,
    owner_id bigint
);

ALTER TABLE public.basket_basket ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_basket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.basket_basket_vouchers (
    id bigint NOT NULL,
    basket_id bigint NOT NULL,
    voucher_id bigint NOT NULL
);

ALTER TABLE public.basket_basket_vouchers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_basket_vouchers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.basket_line (
    id bigint NOT NULL,
    line_reference character varying(128) NOT NULL,
    quantity integer NOT NULL,
    price_currency character varying(12) NOT NULL,
    price_excl_tax numeric(12,2),
    price_incl_tax numeric(12,2),
    tax_code character varying(64),
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    basket_id bigint NOT NULL,
    edition_id bigint,
    product_id bigint NOT NULL,
    stockrecord_id bigint NOT NULL,
    CONSTRAINT basket_line_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT basketline_quantity_1_to_999 CHECK (((quantity >= 1) AND (quantity <= 999)))
);

ALTER TABLE public.basket_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.basket_lineattribute (
    id bigint NOT NULL,
    value jsonb NOT NULL,
    line_id bigint NOT NULL,
    option_id bigint NOT NULL
);

ALTER TABLE public.basket_lineattribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.basket_lineattribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_call (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    announces_at timestamp with time zone NOT NULL,
    confirm_by timestamp with time zone NOT NULL,
    answer_hours smallint NOT NULL,
    capacity smallint NOT NULL,
    most_stalls_each smallint NOT NULL,
    text text NOT NULL,
    text_ar text,
    text_fr text,
    text_en text,
    what_to_bring text NOT NULL,
    what_to_bring_ar text,
    what_to_bring_fr text,
    what_to_bring_en text,
    opened_at timestamp with time zone,
    scoring_ended_at timestamp with time zone,
    announced_at timestamp with time zone,
    announced_by_id bigint,
    opened_by_id bigint,
    stop_id bigint NOT NULL,
    CONSTRAINT call_announced_after_it_closes CHECK ((closes_at <= announces_at)),
    CONSTRAINT call_announced_by_somebody CHECK ((((announced_at IS NULL) AND (announced_by_id IS NULL)) OR ((announced_at IS NOT NULL) AND (announced_by_id IS NOT NULL) AND (opened_at IS NOT NULL)))),
    CONSTRAINT call_confirmed_after_the_announcement CHECK ((announces_at < confirm_by)),
    CONSTRAINT call_numbers_above_zero CHECK (((answer_hours > 0) AND (capacity > 0) AND (most_stalls_each > 0))),
    CONSTRAINT call_opened_by_somebody CHECK ((((opened_at IS NULL) AND (opened_by_id IS NULL)) OR ((opened_at IS NOT NULL) AND (opened_by_id IS NOT NULL)))),
    CONSTRAINT call_opens_before_it_closes CHECK ((opens_at < closes_at)),
    CONSTRAINT calls_call_answer_hours_check CHECK ((answer_hours >= 0)),
    CONSTRAINT calls_call_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT calls_call_most_stalls_each_check CHECK ((most_stalls_each >= 0))
);

CREATE TABLE public.calls_call_areas_struck (
    id bigint NOT NULL,
    call_id bigint NOT NULL,
    province_id character varying(8) NOT NULL
);

ALTER TABLE public.calls_call_areas_struck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_call_areas_struck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.calls_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_criterion (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    name character varying(120) NOT NULL,
    name_ar character varying(120),
    name_fr character varying(120),
    name_en character varying(120),
    guidance character varying(300) NOT NULL,
    guidance_ar character varying(300),
    guidance_fr character varying(300),
    guidance_en character varying(300),
    weight smallint NOT NULL,
    highest smallint NOT NULL,
    call_id bigint NOT NULL,
    CONSTRAINT calls_criterion_highest_check CHECK ((highest >= 0)),
    CONSTRAINT calls_criterion_position_check CHECK (("position" >= 0)),
    CONSTRAINT calls_criterion_weight_check CHECK ((weight >= 0)),
    CONSTRAINT criterion_highest_above_zero CHECK ((highest > 0)),
    CONSTRAINT criterion_name_in_one_language CHECK ((((name_ar IS NOT NULL) AND (NOT (((name_ar)::text = ''::text) AND (name_ar IS NOT NULL)))) OR ((name_fr IS NOT NULL) AND (NOT (((name_fr)::text = ''::text) AND (name_fr IS NOT NULL)))) OR ((name_en IS NOT NULL) AND (NOT (((name_en)::text = ''::text) AND (name_en IS NOT NULL)))))),
    CONSTRAINT criterion_weight_in_per_cent CHECK (((weight > 0) AND (weight <= 100)))
);

ALTER TABLE public.calls_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_editionbody (
    id bigint NOT NULL,
    part character varying(10) NOT NULL,
    brings character varying(200) NOT NULL,
    edition_id bigint NOT NULL,
    body_id bigint NOT NULL
);

ALTER TABLE public.calls_editionbody ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_editionbody_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_organisingbody (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(160) NOT NULL,
    name_ar character varying(160),
    name_fr character varying(160),
    name_en character varying(160),
    region_id character varying(2),
    CONSTRAINT organisingbody_name_in_one_language CHECK ((((name_ar IS NOT NULL) AND (NOT (((name_ar)::text = ''::text) AND (name_ar IS NOT NULL)))) OR ((name_fr IS NOT NULL) AND (NOT (((name_fr)::text = ''::text) AND (name_fr IS NOT NULL)))) OR ((name_en IS NOT NULL) AND (NOT (((name_en)::text = ''::text) AND (name_en IS NOT NULL))))))
);

ALTER TABLE public.calls_organisingbody ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_organisingbody_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_quota (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    sector character varying(40) NOT NULL,
    at_least smallint,
    at_most smallint,
    call_id bigint NOT NULL,
    province_id character varying(8),
    CONSTRAINT calls_quota_at_least_check CHECK ((at_least >= 0)),
    CONSTRAINT calls_quota_at_most_check CHECK ((at_most >= 0)),
    CONSTRAINT quota_least_within_most CHECK (((at_least IS NULL) OR (at_most IS NULL) OR (at_least <= at_most))),
    CONSTRAINT quota_of_what_its_kind_says CHECK (((((kind)::text = 'province'::text) AND (province_id IS NOT NULL) AND ((sector)::text = ''::text)) OR (((kind)::text = 'sector'::text) AND (province_id IS NULL) AND (NOT ((sector)::text = ''::text))) OR ((NOT ((kind)::text = ANY (ARRAY[('province'::character varying)::text, ('sector'::character varying)::text]))) AND (province_id IS NULL) AND ((sector)::text = ''::text)))),
    CONSTRAINT quota_says_a_number CHECK (((at_least IS NOT NULL) OR (at_most IS NOT NULL)))
);

ALTER TABLE public.calls_quota ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_quota_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_attributeoption (
    id bigint NOT NULL,
    option character varying(255) NOT NULL,
    code character varying(255),
    group_id bigint NOT NULL
);

ALTER TABLE public.catalogue_attributeoption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_attributeoption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_attributeoptiongroup (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(255)
);

ALTER TABLE public.catalogue_attributeoptiongroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_attributeoptiongroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_category (
    id bigint NOT NULL,
    path character varying(255) NOT NULL,
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    name_ar character varying(255),
    name_fr character varying(255),
    name_en character varying(255),
    code character varying(255),
    description text NOT NULL,
    description_ar text,
    description_fr text,
    description_en text,
    long_description text NOT NULL,
    meta_title character varying(255),
    meta_description text,
    image character varying(255),
    slug character varying(255) NOT NULL,
    exclude_from_menu boolean NOT NULL,
    is_public boolean NOT NULL,
    ancestors_are_public boolean NOT NULL,
    icon character varying(40) NOT NULL,
    CONSTRAINT catalogue_category_depth_check CHECK ((depth >= 0)),
    CONSTRAINT catalogue_category_numchild_check CHECK ((numchild >= 0))
);

ALTER TABLE public.catalogue_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_option (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    type character varying(255) NOT NULL,
    required boolean NOT NULL,
    help_text character varying(255),
    "order" integer,
    option_group_id bigint
);

ALTER TABLE public.catalogue_option ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_option_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_product (
    id bigint NOT NULL,
    structure character varying(10) NOT NULL,
    is_public boolean NOT NULL,
    upc character varying(64),
    title character varying(255) NOT NULL,
    title_ar character varying(255),
    title_fr character varying(255),
    title_en character varying(255),
    slug character varying(255) NOT NULL,
    description text NOT NULL,
    description_ar text,
    description_fr text,
    description_en text,
    meta_title character varying(255),
    meta_description text,
    priority smallint NOT NULL,
    rating double precision,
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    is_discountable boolean NOT NULL,
    code character varying(255),
    public_id character varying(12) NOT NULL,
    unit character varying(6) NOT NULL,
    net_quantity numeric(9,3),
    net_unit character varying(6) NOT NULL,
    weight_grams integer NOT NULL,
    shipping_class character varying(8) NOT NULL,
    is_unique boolean NOT NULL,
    dimensions character varying(40) NOT NULL,
    ingredients text NOT NULL,
    ingredients_ar text,
    ingredients_fr text,
    ingredients_en text,
    allergens character varying(20)[] NOT NULL,
    legal_kind character varying(10) NOT NULL,
    onssa_number character varying(40) NOT NULL,
    cosmetic_registration character varying(40) NOT NULL,
    durability_months smallint,
    picture jsonb NOT NULL,
    sort_ar character varying(80) NOT NULL,
    sort_fr character varying(80) NOT NULL,
    sort_en character varying(80) NOT NULL,
    search_text text NOT NULL,
    commune_id character varying(12) NOT NULL,
    cooperative_id bigint NOT NULL,
    parent_id bigint,
    region_id character varying(2) NOT NULL,
    sign_id bigint,
    product_class_id bigint,
    drafted_languages character varying(2)[] DEFAULT '{}'::character varying(2)[] NOT NULL,
    first_public_at timestamp with time zone,
    kind_id bigint,
    "position" integer DEFAULT 0 NOT NULL,
    variant_label character varying(40) DEFAULT ''::character varying NOT NULL,
    variant_of_id bigint,
    version integer DEFAULT 1 NOT NULL,
    discarded_at timestamp with time zone,
    CONSTRAINT catalogue_product_durability_months_check CHECK ((durability_months >= 0)),
    CONSTRAINT catalogue_product_position_check CHECK (("position" >= 0)),
    CONSTRAINT catalogue_product_version_check CHECK ((version >= 0)),
    CONSTRAINT catalogue_product_weight_grams_check CHECK ((weight_grams >= 0)),
    CONSTRAINT product_cosmetic_on_sale_is_registered CHECK (((NOT is_public) OR (NOT ((legal_kind)::text = 'cosmetic'::text)) OR (NOT ((cosmetic_registration)::text = ''::text)))),
    CONSTRAINT product_discarded_was_never_public CHECK (((discarded_at IS NULL) OR ((first_public_at IS NULL) AND (NOT is_public)))),
    CONSTRAINT product_drafted_in_known_languages CHECK ((drafted_languages <@ ARRAY['ar'::character varying(2), 'fr'::character varying(2), 'en'::character varying(2)])),
    CONSTRAINT product_food_on_sale_has_onssa CHECK (((NOT is_public) OR (NOT ((legal_kind)::text = 'food'::text)) OR (NOT ((onssa_number)::text = ''::text)))),
    CONSTRAINT product_food_on_sale_says_what_is_in_it CHECK (((NOT is_public) OR (NOT ((legal_kind)::text = 'food'::text)) OR ((durability_months IS NOT NULL) AND (((ingredients_ar IS NOT NULL) AND (NOT ((ingredients_ar = ''::text) AND (ingredients_ar IS NOT NULL)))) OR ((ingredients_fr IS NOT NULL) AND (NOT ((ingredients_fr = ''::text) AND (ingredients_fr IS NOT NULL)))) OR ((ingredients_en IS NOT NULL) AND (NOT ((ingredients_en = ''::text) AND (ingredients_en IS NOT NULL))))) AND ((NOT ((unit)::text = 'piece'::text)) OR (net_quantity IS NOT NULL))))),
    CONSTRAINT product_has_a_family CHECK ((product_class_id IS NOT NULL)),
    CONSTRAINT product_net_quantity_has_its_unit CHECK ((((net_quantity IS NULL) AND ((net_unit)::text = ''::text)) OR ((net_quantity > (0)::numeric) AND (NOT ((net_unit)::text = ''::text))))),
    CONSTRAINT product_not_a_variant_of_itself CHECK ((NOT ((variant_of_id = id) AND (variant_of_id IS NOT NULL)))),
    CONSTRAINT product_title_in_one_language CHECK ((((title_ar IS NOT NULL) AND (NOT (((title_ar)::text = ''::text) AND (title_ar IS NOT NULL)))) OR ((title_fr IS NOT NULL) AND (NOT (((title_fr)::text = ''::text) AND (title_fr IS NOT NULL)))) OR ((title_en IS NOT NULL) AND (NOT (((title_en)::text = ''::text) AND (title_en IS NOT NULL)))))),
    CONSTRAINT product_unique_is_a_piece CHECK (((NOT is_unique) OR ((unit)::text = 'piece'::text)))
);

ALTER TABLE public.catalogue_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_product_product_options (
    id bigint NOT NULL,
    product_id bigint NOT NULL,
    option_id bigint NOT NULL
);

ALTER TABLE public.catalogue_product_product_options ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_product_product_options_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productattribute (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    type character varying(20) NOT NULL,
    required boolean NOT NULL,
    option_group_id bigint,
    product_class_id bigint
);

ALTER TABLE public.catalogue_productattribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productattribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productattributevalue (
    id bigint NOT NULL,
    value_text text,
    value_integer integer,
    value_boolean boolean,
    value_float double precision,
    value_richtext text,
    value_date date,
    value_datetime timestamp with time zone,
    value_file character varying(255),
    value_image character varying(255),
    entity_object_id integer,
    attribute_id bigint NOT NULL,
    entity_content_type_id integer,
    product_id bigint NOT NULL,
    value_option_id bigint,
    CONSTRAINT catalogue_productattributevalue_entity_object_id_check CHECK ((entity_object_id >= 0))
);

ALTER TABLE public.catalogue_productattributevalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productattributevalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productattributevalue_value_multi_option (
    id bigint NOT NULL,
    productattributevalue_id bigint CONSTRAINT catalogue_productattributeval_productattributevalue_id_not_null NOT NULL,
    attributeoption_id bigint CONSTRAINT catalogue_productattributevalue_val_attributeoption_id_not_null NOT NULL
);

ALTER TABLE public.catalogue_productattributevalue_value_multi_option ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productattributevalue_value_multi_option_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productcategory (
    id bigint NOT NULL,
    category_id bigint NOT NULL,
    product_id bigint NOT NULL
);

ALTER TABLE public.catalogue_productcategory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productcategory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productclass (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    name_ar character varying(128),
    name_fr character varying(128),
    name_en character varying(128),
    slug character varying(128) NOT NULL,
    requires_shipping boolean NOT NULL,
    track_stock boolean NOT NULL,
    code character varying(40) NOT NULL,
    legal_kind character varying(10) NOT NULL,
    tax_rate numeric(4,3) NOT NULL,
    may_be_withdrawn boolean NOT NULL,
    icon character varying(40) NOT NULL,
    CONSTRAINT productclass_tax_rate_is_a_share CHECK (((tax_rate >= (0)::numeric) AND (tax_rate < (1)::numeric)))
);

ALTER TABLE public.catalogue_productclass ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productclass_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productclass_options (
    id bigint NOT NULL,
    productclass_id bigint NOT NULL,
    option_id bigint NOT NULL
);

ALTER TABLE public.catalogue_productclass_options ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productclass_options_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productimage (
    id bigint NOT NULL,
    code character varying(255),
    original character varying(255) NOT NULL,
    caption character varying(200) NOT NULL,
    caption_ar character varying(200),
    caption_fr character varying(200),
    caption_en character varying(200),
    display_order integer NOT NULL,
    date_created timestamp with time zone NOT NULL,
    renditions jsonb NOT NULL,
    is_illustration boolean NOT NULL,
    product_id bigint NOT NULL,
    is_held_back boolean DEFAULT false NOT NULL,
    CONSTRAINT catalogue_productimage_display_order_check CHECK ((display_order >= 0))
);

ALTER TABLE public.catalogue_productimage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productimage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalogue_productrecommendation (
    id bigint NOT NULL,
    ranking smallint NOT NULL,
    primary_id bigint NOT NULL,
    recommendation_id bigint NOT NULL,
    CONSTRAINT catalogue_productrecommendation_ranking_check CHECK ((ranking >= 0))
);

ALTER TABLE public.catalogue_productrecommendation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_productrecommendation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.closing_closing (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    note character varying(300) NOT NULL,
    gross numeric(14,2) NOT NULL,
    returns numeric(14,2) NOT NULL,
    figures jsonb NOT NULL,
    left_out jsonb NOT NULL,
    closed_by_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    stop_id bigint
);

ALTER TABLE public.closing_closing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.closing_closing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.closing_salescertificate (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number integer NOT NULL,
    itemised numeric(14,2) NOT NULL,
    declared numeric(14,2) NOT NULL,
    estimated numeric(14,2) NOT NULL,
    online numeric(14,2) NOT NULL,
    returns numeric(14,2) NOT NULL,
    days smallint NOT NULL,
    closing_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    CONSTRAINT closing_salescertificate_days_check CHECK ((days >= 0)),
    CONSTRAINT closing_salescertificate_number_check CHECK ((number >= 0))
);

ALTER TABLE public.closing_salescertificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.closing_salescertificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.communication_communicationeventtype (
    id bigint NOT NULL,
    code character varying(128) NOT NULL,
    name character varying(255) NOT NULL,
    category character varying(255) NOT NULL,
    email_subject_template character varying(255),
    email_body_template text,
    email_body_html_template text,
    sms_template character varying(170),
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL
);

ALTER TABLE public.communication_communicationeventtype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.communication_communicationeventtype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.communication_email (
    id bigint NOT NULL,
    email character varying(254),
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text NOT NULL,
    date_sent timestamp with time zone NOT NULL,
    user_id bigint
);

ALTER TABLE public.communication_email ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.communication_email_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.communication_notification (
    id bigint NOT NULL,
    subject character varying(255) NOT NULL,
    body text NOT NULL,
    location character varying(32) NOT NULL,
    date_sent timestamp with time zone NOT NULL,
    date_read timestamp with time zone,
    recipient_id bigint NOT NULL,
    sender_id bigint
);

ALTER TABLE public.communication_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.communication_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.conversation_ordermessage (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    side character varying(12) NOT NULL,
    text character varying(1000) NOT NULL,
    hid_a_number boolean NOT NULL,
    picture character varying(120) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    written_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    by_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT conversation_ordermessage_height_check CHECK ((height >= 0)),
    CONSTRAINT conversation_ordermessage_width_check CHECK ((width >= 0)),
    CONSTRAINT ordermessage_of_a_member CHECK ((((side)::text = 'shopper'::text) OR (by_id IS NOT NULL))),
    CONSTRAINT ordermessage_says_something CHECK ((NOT (((picture)::text = ''::text) AND ((text)::text = ''::text))))
);

ALTER TABLE public.conversation_ordermessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.conversation_ordermessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperatives_cooperative (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    slug character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    status character varying(12) NOT NULL,
    sells_online boolean NOT NULL,
    name character varying(200) NOT NULL,
    name_ar character varying(200),
    name_fr character varying(200),
    name_en character varying(200),
    tagline character varying(200) NOT NULL,
    tagline_ar character varying(200),
    tagline_fr character varying(200),
    tagline_en character varying(200),
    story text NOT NULL,
    story_ar text,
    story_fr text,
    story_en text,
    sort_ar character varying(80) NOT NULL,
    sort_fr character varying(80) NOT NULL,
    sort_en character varying(80) NOT NULL,
    search_text text NOT NULL,
    sector character varying(40) NOT NULL,
    founded_year smallint,
    member_count integer NOT NULL,
    women_count integer NOT NULL,
    youth_count integer NOT NULL,
    registration_number character varying(40) NOT NULL,
    ice character varying(15) NOT NULL,
    phone text NOT NULL,
    emblem character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    suspended_at timestamp with time zone,
    commune_id character varying(12) NOT NULL,
    region_id character varying(2) NOT NULL,
    hand_over_weekdays smallint[] DEFAULT '{1,2,3,4,5,6}'::smallint[] NOT NULL,
    is_trusted boolean DEFAULT false NOT NULL,
    minimum_order numeric(8,2) DEFAULT 0 NOT NULL,
    CONSTRAINT cooperative_counts_within_members CHECK (((women_count <= member_count) AND (youth_count <= member_count))),
    CONSTRAINT cooperative_hands_over_on_some_weekday CHECK (((hand_over_weekdays <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint]) AND (
CASE
    WHEN (hand_over_weekdays IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(hand_over_weekdays, 1), 0)
END > 0))),
    CONSTRAINT cooperative_minimum_order_not_negative CHECK ((minimum_order >= (0)::numeric)),
    CONSTRAINT cooperative_name_in_one_language CHECK ((((name_ar IS NOT NULL) AND (NOT (((name_ar)::text = ''::text) AND (name_ar IS NOT NULL)))) OR ((name_fr IS NOT NULL) AND (NOT (((name_fr)::text = ''::text) AND (name_fr IS NOT NULL)))) OR ((name_en IS NOT NULL) AND (NOT (((name_en)::text = ''::text) AND (name_en IS NOT NULL)))))),
    CONSTRAINT cooperative_suspended_at_iff_suspended CHECK (((((status)::text = 'suspended'::text) AND (suspended_at IS NOT NULL)) OR ((NOT ((status)::text = 'suspended'::text)) AND (suspended_at IS NULL)))),
    CONSTRAINT cooperative_women_only_when_womens CHECK (((NOT ((kind)::text = 'women'::text)) OR (women_count = member_count))),
    CONSTRAINT cooperatives_cooperative_founded_year_check CHECK ((founded_year >= 0)),
    CONSTRAINT cooperatives_cooperative_member_count_check CHECK ((member_count >= 0)),
    CONSTRAINT cooperatives_cooperative_women_count_check CHECK ((women_count >= 0)),
    CONSTRAINT cooperatives_cooperative_youth_count_check CHECK ((youth_count >= 0))
);

ALTER TABLE public.cooperatives_cooperative ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperatives_cooperative_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperatives_membership (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    cooperative_id bigint NOT NULL,
    user_id bigint NOT NULL,
    is_officer boolean DEFAULT false NOT NULL,
    CONSTRAINT membership_officer_is_a_manager CHECK (((NOT is_officer) OR ((role)::text = 'manager'::text)))
);

ALTER TABLE public.cooperatives_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperatives_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperatives_qualitysign (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(160) NOT NULL,
    name_ar character varying(160),
    name_fr character varying(160),
    name_en character varying(160)
);

ALTER TABLE public.cooperatives_qualitysign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperatives_qualitysign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperatives_signheld (
    id bigint NOT NULL,
    certifier character varying(120) NOT NULL,
    number character varying(60) NOT NULL,
    expires_on date NOT NULL,
    cooperative_id bigint NOT NULL,
    sign_id bigint NOT NULL,
    paper character varying(120) DEFAULT ''::character varying NOT NULL,
    public_id character varying(12) NOT NULL,
    refused_because character varying(300) DEFAULT ''::character varying NOT NULL,
    sent_by_id bigint,
    status character varying(8) DEFAULT 'checked'::character varying NOT NULL,
    CONSTRAINT signheld_refused_with_a_reason CHECK (((((status)::text = 'refused'::text) AND (NOT ((refused_because)::text = ''::text))) OR ((NOT ((status)::text = 'refused'::text)) AND ((refused_because)::text = ''::text))))
);

ALTER TABLE public.cooperatives_signheld ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperatives_signheld_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperatives_supportprogramme (
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(120) NOT NULL,
    name_ar character varying(120),
    name_fr character varying(120),
    name_en character varying(120),
    description text NOT NULL,
    description_ar text,
    description_fr text,
    description_en text
);

CREATE TABLE public.cooperatives_supportprogramme_cooperatives (
    id bigint NOT NULL,
    supportprogramme_id bigint CONSTRAINT cooperatives_supportprogramme_coop_supportprogramme_id_not_null NOT NULL,
    cooperative_id bigint CONSTRAINT cooperatives_supportprogramme_cooperati_cooperative_id_not_null NOT NULL
);

ALTER TABLE public.cooperatives_supportprogramme_cooperatives ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperatives_supportprogramme_cooperatives_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.cooperatives_supportprogramme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperatives_supportprogramme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperatives_unionmembership (
    id bigint NOT NULL,
    joined_on date NOT NULL,
    left_on date,
    cooperative_id bigint NOT NULL,
    union_id bigint NOT NULL,
    shows_catalogue boolean DEFAULT false NOT NULL,
    shows_figures boolean DEFAULT false NOT NULL,
    CONSTRAINT unionmembership_not_of_itself CHECK ((NOT (union_id = cooperative_id)))
);

ALTER TABLE public.cooperatives_unionmembership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperatives_unionmembership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.datafiles_datafile (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    first_day date,
    last_day date,
    language character varying(2) NOT NULL,
    row_count integer NOT NULL,
    rows_done integer NOT NULL,
    file character varying(120) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone,
    ends_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    cooperative_id bigint NOT NULL,
    CONSTRAINT datafile_days_upright CHECK ((((first_day IS NULL) AND (last_day IS NULL)) OR (first_day <= last_day))),
    CONSTRAINT datafile_made_at_a_moment_and_ends CHECK ((((ends_at IS NULL) AND ((file)::text = ''::text) AND (made_at IS NULL)) OR ((NOT ((file)::text = ''::text)) AND (ends_at IS NOT NULL) AND (made_at IS NOT NULL)))),
    CONSTRAINT datafiles_datafile_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT datafiles_datafile_rows_done_check CHECK ((rows_done >= 0))
);

ALTER TABLE public.datafiles_datafile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.datafiles_datafile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.delivery_carrier (
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    name_ar character varying(80),
    name_fr character varying(80),
    name_en character varying(80),
    tracking_url character varying(200) NOT NULL,
    is_active boolean NOT NULL
);

ALTER TABLE public.delivery_carrier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delivery_carrier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.delivery_deliveryrate (
    id bigint NOT NULL,
    shipping_class character varying(8) NOT NULL,
    up_to_grams integer NOT NULL,
    price numeric(8,2) NOT NULL,
    days_min smallint NOT NULL,
    days_max smallint NOT NULL,
    carrier_id bigint NOT NULL,
    from_region_id character varying(2) NOT NULL,
    to_region_id character varying(2) NOT NULL,
    CONSTRAINT delivery_deliveryrate_days_max_check CHECK ((days_max >= 0)),
    CONSTRAINT delivery_deliveryrate_days_min_check CHECK ((days_min >= 0)),
    CONSTRAINT delivery_deliveryrate_up_to_grams_check CHECK ((up_to_grams >= 0)),
    CONSTRAINT deliveryrate_days_upright CHECK ((days_min <= days_max)),
    CONSTRAINT deliveryrate_not_negative CHECK ((price >= (0)::numeric))
);

ALTER TABLE public.delivery_deliveryrate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delivery_deliveryrate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.delivery_hub (
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name character varying(120) NOT NULL,
    name_ar character varying(120),
    name_fr character varying(120),
    name_en character varying(120),
    is_active boolean NOT NULL,
    edition_id bigint,
    region_id character varying(2) NOT NULL,
    union_id bigint,
    CONSTRAINT hub_is_a_union_or_a_platform CHECK ((((edition_id IS NULL) AND (union_id IS NOT NULL)) OR ((edition_id IS NOT NULL) AND (union_id IS NULL))))
);

ALTER TABLE public.delivery_hub ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delivery_hub_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.django_site (
    id integer NOT NULL,
    domain character varying(100) NOT NULL,
    name character varying(50) NOT NULL
);

ALTER TABLE public.django_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_cashhandover (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    way character varying(11) NOT NULL,
    amount numeric(14,2) NOT NULL,
    handed_on date NOT NULL,
    given_by character varying(80) NOT NULL,
    received_by character varying(80) NOT NULL,
    reference character varying(80) NOT NULL,
    reason character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    cooperative_id bigint,
    edition_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    reverses_id bigint,
    CONSTRAINT cashhandover_taken_back_with_a_reason CHECK ((((amount > (0)::numeric) AND (reverses_id IS NULL)) OR ((amount < (0)::numeric) AND (reverses_id IS NOT NULL) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT cashhandover_to_a_cooperative_or_the_bank CHECK ((((cooperative_id IS NULL) AND ((way)::text = 'bank'::text)) OR ((cooperative_id IS NOT NULL) AND ((way)::text = 'cooperative'::text) AND (NOT ((received_by)::text = ''::text)))))
);

ALTER TABLE public.fairs_cashhandover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_cashhandover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_commissionrule (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    valid_from date NOT NULL,
    channel character varying(8) NOT NULL,
    rate numeric(5,4) NOT NULL,
    tax_rate numeric(4,3) NOT NULL,
    cooperative_id bigint,
    family_id bigint,
    programme_id bigint,
    CONSTRAINT commissionrule_rate_is_a_share CHECK (((rate >= (0)::numeric) AND (rate < (1)::numeric))),
    CONSTRAINT fairs_commissionrule_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.fairs_commissionrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_commissionrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_declaredpart (
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    family_id bigint NOT NULL,
    total_id bigint NOT NULL,
    CONSTRAINT declaredpart_above_zero CHECK ((amount > (0)::numeric))
);

ALTER TABLE public.fairs_declaredpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_declaredpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_declaredtotal (
    id bigint NOT NULL,
    counts_on date NOT NULL,
    evidence character varying(10) NOT NULL,
    amount numeric(12,2) NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    note character varying(200) NOT NULL,
    declared_by_id bigint,
    participation_id bigint NOT NULL,
    CONSTRAINT declaredtotal_is_not_itemised CHECK ((NOT ((evidence)::text = 'itemised'::text))),
    CONSTRAINT declaredtotal_not_negative CHECK ((amount >= (0)::numeric))
);

ALTER TABLE public.fairs_declaredtotal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_declaredtotal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_depositslip (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(10) NOT NULL,
    given_by character varying(80) NOT NULL,
    received_by character varying(80) NOT NULL,
    note character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    cooperative_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL
);

ALTER TABLE public.fairs_depositslip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_depositslip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_edition (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    name_ar character varying(200),
    name_fr character varying(200),
    name_en character varying(200),
    description text NOT NULL,
    description_ar text,
    description_fr text,
    description_en text,
    venue character varying(200) NOT NULL,
    venue_ar character varying(200),
    venue_fr character varying(200),
    venue_en character varying(200),
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    online_opens_at timestamp with time zone,
    online_closes_at timestamp with time zone,
    business_day_ends time without time zone NOT NULL,
    cash_held_by character varying(12) NOT NULL,
    is_published boolean NOT NULL,
    settled_at timestamp with time zone,
    commune_id character varying(12) NOT NULL,
    region_id character varying(2) NOT NULL,
    settled_by_id bigint,
    programme_id bigint NOT NULL,
    CONSTRAINT edition_begins_before_it_ends CHECK ((starts_at < ends_at)),
    CONSTRAINT edition_name_in_one_language CHECK ((((name_ar IS NOT NULL) AND (NOT (((name_ar)::text = ''::text) AND (name_ar IS NOT NULL)))) OR ((name_fr IS NOT NULL) AND (NOT (((name_fr)::text = ''::text) AND (name_fr IS NOT NULL)))) OR ((name_en IS NOT NULL) AND (NOT (((name_en)::text = ''::text) AND (name_en IS NOT NULL)))))),
    CONSTRAINT edition_online_window_upright CHECK ((((online_closes_at IS NULL) AND (online_opens_at IS NULL)) OR ((online_closes_at IS NOT NULL) AND (online_opens_at IS NOT NULL) AND (online_opens_at < online_closes_at))))
);

ALTER TABLE public.fairs_edition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_editionday (
    id bigint NOT NULL,
    day date NOT NULL,
    opens_at time without time zone NOT NULL,
    closes_at time without time zone NOT NULL,
    stop_id bigint NOT NULL
);

ALTER TABLE public.fairs_editionday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_editionday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_editionmembership (
    id bigint NOT NULL,
    role character varying(14) NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    edition_id bigint,
    user_id bigint NOT NULL,
    programme_id bigint,
    body_id bigint,
    CONSTRAINT editionmembership_of_an_edition_or_a_programme CHECK ((((edition_id IS NOT NULL) AND (programme_id IS NULL)) OR ((edition_id IS NULL) AND (programme_id IS NOT NULL))))
);

ALTER TABLE public.fairs_editionmembership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_editionmembership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_exportfile (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    for_day date NOT NULL,
    file character varying(120) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    export_id bigint NOT NULL
);

ALTER TABLE public.fairs_exportfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_exportfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_listing (
    id bigint NOT NULL,
    product_id bigint NOT NULL,
    participation_id bigint NOT NULL
);

ALTER TABLE public.fairs_listing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_listing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_participation (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(10) NOT NULL,
    people smallint NOT NULL,
    women smallint NOT NULL,
    young smallint NOT NULL,
    is_first_time boolean NOT NULL,
    cooperative_id bigint NOT NULL,
    stop_id bigint NOT NULL,
    stalls smallint DEFAULT 1 NOT NULL,
    CONSTRAINT fairs_participation_people_check CHECK ((people >= 0)),
    CONSTRAINT fairs_participation_stalls_check CHECK ((stalls >= 0)),
    CONSTRAINT fairs_participation_women_check CHECK ((women >= 0)),
    CONSTRAINT fairs_participation_young_check CHECK ((young >= 0)),
    CONSTRAINT participation_counts_within_people CHECK (((women <= people) AND (young <= people))),
    CONSTRAINT participation_has_a_stall CHECK ((stalls > 0))
);

ALTER TABLE public.fairs_participation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_participation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_programme (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    kind character varying(24) NOT NULL,
    name character varying(160) NOT NULL,
    name_ar character varying(160),
    name_fr character varying(160),
    name_en character varying(160),
    description text NOT NULL,
    description_ar text,
    description_fr text,
    description_en text,
    CONSTRAINT programme_name_in_one_language CHECK ((((name_ar IS NOT NULL) AND (NOT (((name_ar)::text = ''::text) AND (name_ar IS NOT NULL)))) OR ((name_fr IS NOT NULL) AND (NOT (((name_fr)::text = ''::text) AND (name_fr IS NOT NULL)))) OR ((name_en IS NOT NULL) AND (NOT (((name_en)::text = ''::text) AND (name_en IS NOT NULL))))))
);

ALTER TABLE public.fairs_programme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_programme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_publicspending (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    label character varying(120) NOT NULL,
    amount numeric(14,2) NOT NULL,
    source character varying(160) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    edition_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT publicspending_above_zero CHECK ((amount > (0)::numeric))
);

ALTER TABLE public.fairs_publicspending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_publicspending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_referencefigure (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    programme character varying(40) NOT NULL,
    measure character varying(60) NOT NULL,
    value numeric(16,2) NOT NULL,
    unit character varying(10) NOT NULL,
    period_start date,
    period_end date,
    source_date date NOT NULL,
    label character varying(200) NOT NULL,
    label_ar character varying(200),
    label_fr character varying(200),
    label_en character varying(200),
    attribution character varying(40) NOT NULL,
    attribution_ar character varying(40),
    attribution_fr character varying(40),
    attribution_en character varying(40),
    source character varying(200) NOT NULL,
    source_ar character varying(200),
    source_fr character varying(200),
    source_en character varying(200),
    note text NOT NULL,
    note_ar text,
    note_fr text,
    note_en text
);

ALTER TABLE public.fairs_referencefigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_referencefigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_scheduledexport (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    period character varying(5) NOT NULL,
    language character varying(2) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    end_reason character varying(200) NOT NULL,
    edition_id bigint,
    programme_id bigint,
    user_id bigint NOT NULL,
    CONSTRAINT scheduledexport_of_one_thing CHECK (((programme_id IS NULL) OR (edition_id IS NULL)))
);

ALTER TABLE public.fairs_scheduledexport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_scheduledexport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_signedcontract (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(8) NOT NULL,
    counterpart character varying(120) NOT NULL,
    amount numeric(14,2) NOT NULL,
    signed_on date NOT NULL,
    note character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    participation_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT signedcontract_above_zero CHECK ((amount > (0)::numeric))
);

ALTER TABLE public.fairs_signedcontract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_signedcontract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_stall (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    zone character varying(60) NOT NULL,
    is_shared boolean NOT NULL,
    edition_id bigint NOT NULL,
    area numeric(6,2) DEFAULT 0 NOT NULL,
    ended_at timestamp with time zone,
    fee numeric(8,2) DEFAULT 0 NOT NULL,
    is_institutional boolean DEFAULT false NOT NULL,
    power_watts integer DEFAULT 0 NOT NULL,
    CONSTRAINT fairs_stall_power_watts_check CHECK ((power_watts >= 0)),
    CONSTRAINT stall_institutional_is_not_shared CHECK (((NOT is_institutional) OR (NOT is_shared))),
    CONSTRAINT stall_numbers_not_negative CHECK (((area >= (0)::numeric) AND (fee >= (0)::numeric)))
);

ALTER TABLE public.fairs_stall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_stall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_stallassignment (
    id bigint NOT NULL,
    exclusive boolean NOT NULL,
    day_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    stall_id bigint NOT NULL,
    place smallint DEFAULT 1 NOT NULL,
    CONSTRAINT fairs_stallassignment_place_check CHECK ((place >= 0)),
    CONSTRAINT stallassignment_place_from_one CHECK ((place > 0))
);

ALTER TABLE public.fairs_stallassignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_stallassignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_stop (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name character varying(200) NOT NULL,
    name_ar character varying(200),
    name_fr character varying(200),
    name_en character varying(200),
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    accepts_collection boolean NOT NULL,
    settled_at timestamp with time zone,
    commune_id character varying(12) NOT NULL,
    edition_id bigint NOT NULL,
    region_id character varying(2) NOT NULL,
    settled_by_id bigint,
    directions text DEFAULT ''::text NOT NULL,
    directions_ar text DEFAULT ''::text,
    directions_en text DEFAULT ''::text,
    directions_fr text DEFAULT ''::text,
    latitude numeric(8,5),
    longitude numeric(8,5),
    sets_up_at timestamp with time zone,
    venue character varying(200) DEFAULT ''::character varying NOT NULL,
    venue_ar character varying(200) DEFAULT ''::character varying,
    venue_en character varying(200) DEFAULT ''::character varying,
    venue_fr character varying(200) DEFAULT ''::character varying,
    CONSTRAINT fairs_stop_number_check CHECK ((number >= 0)),
    CONSTRAINT stop_begins_before_it_ends CHECK ((starts_at < ends_at)),
    CONSTRAINT stop_lies_in_morocco CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude IS NOT NULL) AND ((latitude >= (20)::numeric) AND (latitude <= (37)::numeric)) AND (longitude IS NOT NULL) AND ((longitude >= ('-18'::integer)::numeric) AND (longitude <= (0)::numeric))))),
    CONSTRAINT stop_set_up_before_it_begins CHECK (((sets_up_at IS NULL) OR (sets_up_at <= starts_at)))
);

ALTER TABLE public.fairs_stop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_stop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.help_helprecording (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    screen character varying(40) NOT NULL,
    language character varying(3) NOT NULL,
    file character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    seconds smallint NOT NULL,
    sentence_digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    CONSTRAINT help_helprecording_seconds_check CHECK ((seconds >= 0)),
    CONSTRAINT helprecording_of_two_minutes_at_most CHECK (((seconds >= 1) AND (seconds <= 120)))
);

ALTER TABLE public.help_helprecording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.help_helprecording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.imports_importproof (
    id bigint NOT NULL,
    file character varying(120) NOT NULL,
    file_name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint NOT NULL,
    past_import_id bigint NOT NULL
);

ALTER TABLE public.imports_importproof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_importproof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.imports_importrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    raw jsonb NOT NULL,
    problems jsonb NOT NULL,
    name character varying(200) NOT NULL,
    register_number character varying(40) NOT NULL,
    ice character varying(15) NOT NULL,
    counts_on date,
    amount numeric(12,2),
    people smallint NOT NULL,
    women smallint NOT NULL,
    match character varying(8) NOT NULL,
    candidates jsonb NOT NULL,
    decision character varying(8) NOT NULL,
    found_right jsonb NOT NULL,
    kind character varying(20) NOT NULL,
    standing character varying(8) NOT NULL,
    made_participation boolean NOT NULL,
    made_cooperative boolean NOT NULL,
    made_total boolean NOT NULL,
    total_before jsonb,
    participation_before character varying(10) NOT NULL,
    commune_id character varying(12),
    cooperative_id bigint,
    decided_by_id bigint,
    participation_id bigint,
    total_id bigint,
    past_import_id bigint NOT NULL,
    CONSTRAINT importrow_matched_to_someone CHECK (((NOT ((decision)::text = 'matched'::text)) OR (cooperative_id IS NOT NULL))),
    CONSTRAINT imports_importrow_number_check CHECK ((number >= 0)),
    CONSTRAINT imports_importrow_people_check CHECK ((people >= 0)),
    CONSTRAINT imports_importrow_women_check CHECK ((women >= 0))
);

ALTER TABLE public.imports_importrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_importrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.imports_pastimport (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(8) NOT NULL,
    file character varying(120) NOT NULL,
    file_name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    columns jsonb NOT NULL,
    row_count integer NOT NULL,
    rows_read integer NOT NULL,
    read_at timestamp with time zone NOT NULL,
    loaded_at timestamp with time zone,
    reversed_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    edition_id bigint NOT NULL,
    loaded_by_id bigint,
    read_by_id bigint NOT NULL,
    reversed_by_id bigint,
    CONSTRAINT imports_pastimport_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT imports_pastimport_rows_read_check CHECK ((rows_read >= 0)),
    CONSTRAINT pastimport_reversed_with_a_reason CHECK (((NOT ((status)::text = 'reversed'::text)) OR ((reversed_at IS NOT NULL) AND (NOT ((reason)::text = ''::text)))))
);

ALTER TABLE public.imports_pastimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_pastimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.jobs_heartbeat (
    name character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.jobs_job (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    key character varying(120) NOT NULL,
    subject_id bigint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    attempts smallint NOT NULL,
    last_error text NOT NULL,
    request_id character varying(36) NOT NULL,
    CONSTRAINT jobs_job_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.jobs_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.jobs_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.joining_paper (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(14) NOT NULL,
    status character varying(12) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    judged_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    replaced_at timestamp with time zone,
    cooperative_id bigint NOT NULL,
    judged_by_id bigint,
    sent_by_id bigint NOT NULL,
    CONSTRAINT paper_asked_again_with_a_reason CHECK (((((status)::text = 'asked_again'::text) AND (NOT ((reason)::text = ''::text))) OR ((NOT ((status)::text = 'asked_again'::text)) AND ((reason)::text = ''::text)))),
    CONSTRAINT paper_judged_by_another CHECK ((NOT ((judged_by_id = sent_by_id) AND (judged_by_id IS NOT NULL)))),
    CONSTRAINT paper_judged_by_someone CHECK ((((judged_at IS NULL) AND (judged_by_id IS NULL) AND ((status)::text = 'sent'::text)) OR ((NOT ((status)::text = 'sent'::text)) AND (judged_at IS NOT NULL) AND (judged_by_id IS NOT NULL))))
);

ALTER TABLE public.joining_paper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.joining_paper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.joining_paperpage (
    id bigint NOT NULL,
    number smallint NOT NULL,
    file character varying(120) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    digest character varying(64) NOT NULL,
    paper_id bigint NOT NULL,
    CONSTRAINT joining_paperpage_height_check CHECK ((height >= 0)),
    CONSTRAINT joining_paperpage_number_check CHECK ((number >= 0)),
    CONSTRAINT joining_paperpage_width_check CHECK ((width >= 0)),
    CONSTRAINT paperpage_at_most_eight CHECK (((number >= 1) AND (number <= 8)))
);

ALTER TABLE public.joining_paperpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.joining_paperpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kinds_productkind (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    name_ar character varying(80),
    name_fr character varying(80),
    name_en character varying(80),
    icon character varying(40) NOT NULL,
    picture character varying(120) NOT NULL,
    unit character varying(6) NOT NULL,
    net_quantity numeric(9,3),
    net_unit character varying(6) NOT NULL,
    weight_grams integer NOT NULL,
    shipping_class character varying(8) NOT NULL,
    durability_months smallint,
    is_unique boolean NOT NULL,
    "position" smallint NOT NULL,
    category_id bigint NOT NULL,
    family_id bigint NOT NULL,
    CONSTRAINT kinds_productkind_durability_months_check CHECK ((durability_months >= 0)),
    CONSTRAINT kinds_productkind_position_check CHECK (("position" >= 0)),
    CONSTRAINT kinds_productkind_weight_grams_check CHECK ((weight_grams >= 0)),
    CONSTRAINT productkind_net_quantity_has_its_unit CHECK ((((net_quantity IS NULL) AND ((net_unit)::text = ''::text)) OR ((net_quantity > (0)::numeric) AND (NOT ((net_unit)::text = ''::text))))),
    CONSTRAINT productkind_unique_is_a_piece CHECK (((NOT is_unique) OR ((unit)::text = 'piece'::text)))
);

ALTER TABLE public.kinds_productkind ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kinds_productkind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_balancecheckpoint (
    id bigint NOT NULL,
    last_entry_id bigint NOT NULL,
    balance numeric(16,2) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL
);

ALTER TABLE public.ledger_balancecheckpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_balancecheckpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_ledgeraccount (
    id bigint NOT NULL,
    code character varying(80) NOT NULL,
    kind character varying(24) NOT NULL,
    cooperative_id bigint
);

ALTER TABLE public.ledger_ledgeraccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_ledgeraccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_ledgerentry (
    id bigint NOT NULL,
    amount numeric(14,2) NOT NULL,
    account_id bigint NOT NULL,
    transaction_id bigint NOT NULL,
    CONSTRAINT ledgerentry_not_zero CHECK ((NOT (amount = (0)::numeric)))
);

ALTER TABLE public.ledger_ledgerentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_ledgerentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_ledgertransaction (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(16) NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    counts_on date NOT NULL,
    note character varying(200) NOT NULL,
    reverses_id bigint
);

ALTER TABLE public.ledger_ledgertransaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_ledgertransaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lots_lot (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    code character varying(30) NOT NULL,
    made_on date NOT NULL,
    best_before date,
    quantity numeric(12,3) NOT NULL,
    people character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    called_back_at timestamp with time zone,
    called_back_because character varying(300) NOT NULL,
    commune_id character varying(12) NOT NULL,
    cooperative_id bigint NOT NULL,
    product_id bigint NOT NULL,
    sign_id bigint,
    written_by_id bigint NOT NULL,
    CONSTRAINT lot_best_after_it_was_made CHECK (((best_before IS NULL) OR (best_before > made_on))),
    CONSTRAINT lot_called_back_with_a_reason CHECK ((((called_back_at IS NULL) AND ((called_back_because)::text = ''::text)) OR ((called_back_at IS NOT NULL) AND (NOT ((called_back_because)::text = ''::text))))),
    CONSTRAINT lot_quantity_above_zero CHECK ((quantity > (0)::numeric))
);

ALTER TABLE public.lots_lot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lots_lot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_productrevision (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number integer NOT NULL,
    status character varying(12) NOT NULL,
    "values" jsonb NOT NULL,
    before jsonb NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    judged_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    judged_by_id bigint,
    product_id bigint NOT NULL,
    sent_by_id bigint NOT NULL,
    CONSTRAINT moderation_productrevision_number_check CHECK ((number >= 0)),
    CONSTRAINT productrevision_asked_again_with_a_reason CHECK (((NOT ((status)::text = 'asked_again'::text)) OR ((NOT ((reason)::text = ''::text)) AND (judged_by_id IS NOT NULL)))),
    CONSTRAINT productrevision_judged_by_another CHECK (((judged_by_id IS NULL) OR (NOT ((judged_by_id = sent_by_id) AND (judged_by_id IS NOT NULL)))))
);

ALTER TABLE public.moderation_productrevision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_productrevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_benefit (
    id bigint NOT NULL,
    type character varying(128) NOT NULL,
    value numeric(12,2),
    max_affected_items integer,
    proxy_class character varying(255),
    range_id bigint,
    CONSTRAINT offer_benefit_max_affected_items_check CHECK ((max_affected_items >= 0))
);

ALTER TABLE public.offer_benefit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_benefit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_condition (
    id bigint NOT NULL,
    type character varying(128) NOT NULL,
    value numeric(12,2),
    proxy_class character varying(255),
    range_id bigint
);

ALTER TABLE public.offer_condition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_condition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_conditionaloffer (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    slug character varying(128) NOT NULL,
    description text NOT NULL,
    offer_type character varying(128) NOT NULL,
    exclusive boolean NOT NULL,
    status character varying(64) NOT NULL,
    priority integer NOT NULL,
    start_datetime timestamp with time zone,
    end_datetime timestamp with time zone,
    max_global_applications integer,
    max_user_applications integer,
    max_basket_applications integer,
    max_discount numeric(12,2),
    total_discount numeric(12,2) NOT NULL,
    num_applications integer NOT NULL,
    num_orders integer NOT NULL,
    redirect_url character varying(200) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    benefit_id bigint NOT NULL,
    condition_id bigint NOT NULL,
    CONSTRAINT offer_conditionaloffer_max_basket_applications_check CHECK ((max_basket_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_max_global_applications_check CHECK ((max_global_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_max_user_applications_check CHECK ((max_user_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_num_applications_check CHECK ((num_applications >= 0)),
    CONSTRAINT offer_conditionaloffer_num_orders_check CHECK ((num_orders >= 0))
);

CREATE TABLE public.offer_conditionaloffer_combinations (
    id bigint NOT NULL,
    from_conditionaloffer_id bigint CONSTRAINT offer_conditionaloffer_combin_from_conditionaloffer_id_not_null NOT NULL,
    to_conditionaloffer_id bigint CONSTRAINT offer_conditionaloffer_combinat_to_conditionaloffer_id_not_null NOT NULL
);

ALTER TABLE public.offer_conditionaloffer_combinations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_conditionaloffer_combinations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.offer_conditionaloffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_conditionaloffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_range (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    slug character varying(128) NOT NULL,
    description text NOT NULL,
    is_public boolean NOT NULL,
    includes_all_products boolean NOT NULL,
    proxy_class character varying(255),
    date_created timestamp with time zone NOT NULL
);

CREATE TABLE public.offer_range_classes (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    productclass_id bigint NOT NULL
);

ALTER TABLE public.offer_range_classes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_classes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_range_excluded_categories (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    category_id bigint NOT NULL
);

ALTER TABLE public.offer_range_excluded_categories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_excluded_categories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_range_excluded_products (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    product_id bigint NOT NULL
);

ALTER TABLE public.offer_range_excluded_products ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_excluded_products_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.offer_range ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_range_included_categories (
    id bigint NOT NULL,
    range_id bigint NOT NULL,
    category_id bigint NOT NULL
);

ALTER TABLE public.offer_range_included_categories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_range_included_categories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_rangeproduct (
    id bigint NOT NULL,
    display_order integer NOT NULL,
    product_id bigint NOT NULL,
    range_id bigint NOT NULL
);

ALTER TABLE public.offer_rangeproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_rangeproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offer_rangeproductfileupload (
    id bigint NOT NULL,
    filepath character varying(255) NOT NULL,
    size integer NOT NULL,
    date_uploaded timestamp with time zone NOT NULL,
    upload_type character varying(8) NOT NULL,
    status character varying(32) NOT NULL,
    error_message character varying(255) NOT NULL,
    date_processed timestamp with time zone,
    num_new_skus integer,
    num_unknown_skus integer,
    num_duplicate_skus integer,
    range_id bigint NOT NULL,
    uploaded_by_id bigint NOT NULL,
    CONSTRAINT offer_rangeproductfileupload_num_duplicate_skus_check CHECK ((num_duplicate_skus >= 0)),
    CONSTRAINT offer_rangeproductfileupload_num_new_skus_check CHECK ((num_new_skus >= 0)),
    CONSTRAINT offer_rangeproductfileupload_num_unknown_skus_check CHECK ((num_unknown_skus >= 0)),
    CONSTRAINT offer_rangeproductfileupload_size_check CHECK ((size >= 0))
);

ALTER TABLE public.offer_rangeproductfileupload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offer_rangeproductfileupload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.officers_consent (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    act character varying(18) NOT NULL,
    asked text NOT NULL,
    code_digest character varying(64) NOT NULL,
    tries smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    given_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    asked_of_id bigint NOT NULL,
    cooperative_id bigint NOT NULL,
    CONSTRAINT consent_given_or_withdrawn CHECK (((given_at IS NULL) OR (withdrawn_at IS NULL))),
    CONSTRAINT consent_has_time CHECK ((expires_at > created_at)),
    CONSTRAINT consent_of_another CHECK ((NOT (asked_of_id = asked_by_id))),
    CONSTRAINT officers_consent_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.officers_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.officers_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.officers_fieldagent (
    id bigint NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    region_id character varying(2) NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.officers_fieldagent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.officers_fieldagent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.officers_mandate (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    task character varying(200) NOT NULL,
    code_digest character varying(64) NOT NULL,
    tries smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    begun_at timestamp with time zone,
    ends_at timestamp with time zone,
    ended_at timestamp with time zone,
    agent_id bigint NOT NULL,
    cooperative_id bigint NOT NULL,
    given_by_id bigint NOT NULL,
    CONSTRAINT mandate_begins_and_ends CHECK ((((begun_at IS NULL) AND (ends_at IS NULL)) OR ((begun_at IS NOT NULL) AND (ends_at > begun_at)))),
    CONSTRAINT mandate_given_by_another CHECK ((NOT (agent_id = given_by_id))),
    CONSTRAINT officers_mandate_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.officers_mandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.officers_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.officers_recovery (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    phone text NOT NULL,
    status character varying(8) NOT NULL,
    seen character varying(300) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    agent_id bigint NOT NULL,
    consent_id bigint,
    cooperative_id bigint NOT NULL,
    ended_by_id bigint,
    user_id bigint NOT NULL,
    CONSTRAINT recovery_by_another CHECK ((NOT (agent_id = user_id))),
    CONSTRAINT recovery_ended_iff_over CHECK ((((ended_at IS NULL) AND ((status)::text = 'waiting'::text)) OR ((NOT ((status)::text = 'waiting'::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT recovery_stopped_with_a_reason CHECK (((NOT ((status)::text = 'stopped'::text)) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.officers_recovery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.officers_recovery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_billingaddress (
    id bigint NOT NULL,
    code character varying(255),
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    country_id character varying(2) NOT NULL
);

ALTER TABLE public.order_billingaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_billingaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_communicationevent (
    id bigint NOT NULL,
    date_created timestamp with time zone NOT NULL,
    event_type_id bigint NOT NULL,
    order_id bigint NOT NULL
);

ALTER TABLE public.order_communicationevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_communicationevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_invoiceseries (
    id bigint NOT NULL,
    year smallint NOT NULL,
    last_number integer NOT NULL,
    cooperative_id bigint NOT NULL,
    CONSTRAINT order_invoiceseries_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT order_invoiceseries_year_check CHECK ((year >= 0))
);

ALTER TABLE public.order_invoiceseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_invoiceseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_line (
    id bigint NOT NULL,
    partner_name character varying(128) NOT NULL,
    partner_sku character varying(128) NOT NULL,
    partner_line_reference character varying(128) NOT NULL,
    partner_line_notes text NOT NULL,
    title character varying(255) NOT NULL,
    upc character varying(128),
    quantity integer NOT NULL,
    line_price_incl_tax numeric(12,2) NOT NULL,
    line_price_excl_tax numeric(12,2) NOT NULL,
    line_price_before_discounts_incl_tax numeric(12,2) NOT NULL,
    line_price_before_discounts_excl_tax numeric(12,2) NOT NULL,
    unit_price_incl_tax numeric(12,2),
    unit_price_excl_tax numeric(12,2),
    tax_code character varying(64),
    status character varying(255) NOT NULL,
    num_allocated integer NOT NULL,
    allocation_cancelled boolean NOT NULL,
    language character varying(2) NOT NULL,
    unit character varying(6) NOT NULL,
    tax_rate numeric(4,3) NOT NULL,
    commission_rate numeric(5,4) NOT NULL,
    commission numeric(12,2) NOT NULL,
    commission_tax numeric(12,2) NOT NULL,
    edition_id bigint,
    family_id bigint,
    participation_id bigint,
    partner_id bigint,
    product_id bigint,
    stockrecord_id bigint,
    stop_id bigint,
    order_id bigint NOT NULL,
    left_out integer DEFAULT 0 NOT NULL,
    CONSTRAINT order_line_left_out_check CHECK ((left_out >= 0)),
    CONSTRAINT order_line_num_allocated_check CHECK ((num_allocated >= 0)),
    CONSTRAINT order_line_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT orderline_edition_with_its_participation CHECK ((((edition_id IS NULL) AND (participation_id IS NULL) AND (stop_id IS NULL)) OR ((edition_id IS NOT NULL) AND (participation_id IS NOT NULL) AND (stop_id IS NOT NULL)))),
    CONSTRAINT orderline_left_out_within CHECK ((left_out <= quantity)),
    CONSTRAINT orderline_quantity_above_zero CHECK (((quantity >= 1) OR ((line_price_incl_tax = (0)::numeric) AND (quantity = 0))))
);

ALTER TABLE public.order_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_lineattribute (
    id bigint NOT NULL,
    type character varying(128) NOT NULL,
    value jsonb NOT NULL,
    line_id bigint NOT NULL,
    option_id bigint
);

ALTER TABLE public.order_lineattribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_lineattribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_lineprice (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    price_incl_tax numeric(12,2) NOT NULL,
    price_excl_tax numeric(12,2) NOT NULL,
    shipping_incl_tax numeric(12,2) NOT NULL,
    shipping_excl_tax numeric(12,2) NOT NULL,
    tax_code character varying(64),
    line_id bigint NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT order_lineprice_quantity_check CHECK ((quantity >= 0))
);

ALTER TABLE public.order_lineprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_lineprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_order (
    id bigint NOT NULL,
    number character varying(128) NOT NULL,
    currency character varying(12) NOT NULL,
    total_incl_tax numeric(12,2) NOT NULL,
    total_excl_tax numeric(12,2) NOT NULL,
    shipping_incl_tax numeric(12,2) NOT NULL,
    shipping_excl_tax numeric(12,2) NOT NULL,
    shipping_tax_code character varying(64),
    shipping_method character varying(128) NOT NULL,
    shipping_code character varying(128) NOT NULL,
    guest_email character varying(254) NOT NULL,
    date_placed timestamp with time zone NOT NULL,
    analytics_tracked boolean NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(24) NOT NULL,
    delivery_kind character varying(8) NOT NULL,
    promised_from date NOT NULL,
    promised_to date NOT NULL,
    counts_on date NOT NULL,
    confirmed_at timestamp with time zone,
    accepted_at timestamp with time zone,
    prepared_at timestamp with time zone,
    shipped_at timestamp with time zone,
    tracking character varying(60) NOT NULL,
    delivered_at timestamp with time zone,
    collected_by character varying(12) NOT NULL,
    ended_at timestamp with time zone,
    end_reason character varying(200) NOT NULL,
    invoice_year smallint,
    invoice_number integer,
    basket_id bigint,
    billing_address_id bigint,
    carrier_id bigint,
    collect_at_id bigint,
    cooperative_id bigint NOT NULL,
    site_id integer,
    user_id bigint,
    purchase_id bigint NOT NULL,
    shipping_address_id bigint,
    cancelled_because character varying(12) NOT NULL,
    paid_at timestamp with time zone,
    released_at timestamp with time zone,
    remitted_at timestamp with time zone,
    parcel_id bigint,
    chased_at timestamp with time zone,
    hand_over_by date,
    CONSTRAINT order_cancelled_says_because CHECK (((((status)::text = 'cancelled'::text) AND (NOT ((cancelled_because)::text = ''::text))) OR ((NOT ((status)::text = 'cancelled'::text)) AND ((cancelled_because)::text = ''::text)))),
    CONSTRAINT order_delivered_at_iff_delivered CHECK ((((delivered_at IS NOT NULL) AND ((status)::text = 'delivered'::text)) OR ((NOT ((status)::text = 'delivered'::text)) AND (delivered_at IS NULL)))),
    CONSTRAINT order_delivered_or_collected CHECK ((((carrier_id IS NOT NULL) AND (collect_at_id IS NULL) AND ((delivery_kind)::text = 'home'::text)) OR ((carrier_id IS NULL) AND (collect_at_id IS NOT NULL) AND ((delivery_kind)::text = 'collect'::text)))),
    CONSTRAINT order_ended_at_iff_cancelled_or_refused CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('cancelled'::character varying)::text, ('refused'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('cancelled'::character varying)::text, ('refused'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT order_order_invoice_number_check CHECK ((invoice_number >= 0)),
    CONSTRAINT order_order_invoice_year_check CHECK ((invoice_year >= 0)),
    CONSTRAINT order_parcel_goes_home CHECK (((parcel_id IS NULL) OR ((delivery_kind)::text = 'home'::text))),
    CONSTRAINT order_promise_upright CHECK ((promised_from <= promised_to)),
    CONSTRAINT order_released_was_paid CHECK (((released_at IS NULL) OR (paid_at IS NOT NULL)))
);

ALTER TABLE public.order_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_orderdiscount (
    id bigint NOT NULL,
    category character varying(64) NOT NULL,
    offer_id integer,
    offer_name character varying(128) NOT NULL,
    voucher_id integer,
    voucher_code character varying(128) NOT NULL,
    frequency integer,
    amount numeric(12,2) NOT NULL,
    message text NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT order_orderdiscount_frequency_check CHECK ((frequency >= 0)),
    CONSTRAINT order_orderdiscount_offer_id_check CHECK ((offer_id >= 0)),
    CONSTRAINT order_orderdiscount_voucher_id_check CHECK ((voucher_id >= 0))
);

ALTER TABLE public.order_orderdiscount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_orderdiscount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_orderlinediscount (
    id bigint NOT NULL,
    is_incl_tax boolean NOT NULL,
    amount numeric(12,2) NOT NULL,
    line_id bigint NOT NULL,
    order_discount_id bigint NOT NULL
);

ALTER TABLE public.order_orderlinediscount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_orderlinediscount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_ordernote (
    id bigint NOT NULL,
    note_type character varying(128) NOT NULL,
    message text NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    user_id bigint
);

ALTER TABLE public.order_ordernote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_ordernote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_orderstatuschange (
    id bigint NOT NULL,
    old_status character varying(100) NOT NULL,
    new_status character varying(100) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL
);

ALTER TABLE public.order_orderstatuschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_orderstatuschange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_parcel (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    price numeric(12,2) NOT NULL,
    tracking character varying(60) NOT NULL,
    shipped_at timestamp with time zone,
    carrier_id bigint NOT NULL,
    hub_id bigint NOT NULL,
    purchase_id bigint NOT NULL,
    CONSTRAINT parcel_price_not_negative CHECK ((price >= (0)::numeric))
);

ALTER TABLE public.order_parcel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_parcel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_partoffer (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(9) NOT NULL,
    reason character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT partoffer_answered_iff_not_open CHECK ((((answered_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (answered_at IS NOT NULL)))),
    CONSTRAINT partoffer_leaves_time_to_answer CHECK ((answer_by > made_at))
);

ALTER TABLE public.order_partoffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_partoffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_partofferline (
    id bigint NOT NULL,
    ordered integer NOT NULL,
    offered integer NOT NULL,
    line_id bigint NOT NULL,
    offer_id bigint NOT NULL,
    CONSTRAINT order_partofferline_offered_check CHECK ((offered >= 0)),
    CONSTRAINT order_partofferline_ordered_check CHECK ((ordered >= 0)),
    CONSTRAINT partofferline_not_more_than_ordered CHECK ((offered <= ordered)),
    CONSTRAINT partofferline_of_something CHECK ((ordered >= 1))
);

ALTER TABLE public.order_partofferline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_partofferline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_paymentevent (
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    reference character varying(128) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    event_type_id bigint NOT NULL,
    shipping_event_id bigint
);

ALTER TABLE public.order_paymentevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_paymentevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_paymenteventquantity (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    event_id bigint NOT NULL,
    line_id bigint NOT NULL,
    CONSTRAINT order_paymenteventquantity_quantity_check CHECK ((quantity >= 0))
);

ALTER TABLE public.order_paymenteventquantity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_paymenteventquantity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_paymenteventtype (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL
);

ALTER TABLE public.order_paymenteventtype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_paymenteventtype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_purchase (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number character varying(14) NOT NULL,
    language character varying(2) NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    payer_name text NOT NULL,
    payer_phone text NOT NULL,
    payer_email text NOT NULL,
    recipient_name text NOT NULL,
    recipient_phone text NOT NULL,
    recipient_phone_digest character varying(64) NOT NULL,
    landmark text NOT NULL,
    payment_method character varying(18) NOT NULL,
    goods_total numeric(12,2) NOT NULL,
    delivery_total numeric(12,2) NOT NULL,
    total numeric(12,2) NOT NULL,
    confirmation_code_digest character varying(64) NOT NULL,
    confirmation_tries smallint NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_via character varying(8) NOT NULL,
    anonymised_at timestamp with time zone,
    basket_id bigint NOT NULL,
    confirmed_by_id bigint,
    place_id bigint,
    user_id bigint,
    CONSTRAINT order_purchase_confirmation_tries_check CHECK ((confirmation_tries >= 0)),
    CONSTRAINT purchase_confirmed_says_how CHECK ((((confirmed_at IS NULL) AND ((confirmed_via)::text = ''::text)) OR ((confirmed_at IS NOT NULL) AND (NOT ((confirmed_via)::text = ''::text))))),
    CONSTRAINT purchase_parts_add_to_total CHECK ((total = (goods_total + delivery_total)))
);

ALTER TABLE public.order_purchase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_purchase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_shippingaddress (
    id bigint NOT NULL,
    code character varying(255),
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    phone_number character varying(128) NOT NULL,
    notes text NOT NULL,
    country_id character varying(2) NOT NULL
);

ALTER TABLE public.order_shippingaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_shippingevent (
    id bigint NOT NULL,
    notes text NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    event_type_id bigint NOT NULL
);

ALTER TABLE public.order_shippingevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_shippingeventquantity (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    event_id bigint NOT NULL,
    line_id bigint NOT NULL,
    CONSTRAINT order_shippingeventquantity_quantity_check CHECK ((quantity >= 0))
);

ALTER TABLE public.order_shippingeventquantity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingeventquantity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_shippingeventtype (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    code character varying(128) NOT NULL
);

ALTER TABLE public.order_shippingeventtype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_shippingeventtype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.order_surcharge (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    incl_tax numeric(12,2) NOT NULL,
    excl_tax numeric(12,2) NOT NULL,
    tax_code character varying(64),
    order_id bigint NOT NULL
);

ALTER TABLE public.order_surcharge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.order_surcharge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outbox_message (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    channel character varying(10) NOT NULL,
    recipient text NOT NULL,
    language character varying(2) NOT NULL,
    subject character varying(200) NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    sent_at timestamp with time zone,
    given_up_at timestamp with time zone,
    attempts smallint NOT NULL,
    last_error text NOT NULL,
    request_id character varying(36) NOT NULL,
    CONSTRAINT outbox_message_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.outbox_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outbox_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pages_homepage (
    page_ptr_id integer NOT NULL,
    headline character varying(120) NOT NULL,
    introduction text NOT NULL,
    hero character varying(200) NOT NULL,
    body jsonb NOT NULL
);

CREATE TABLE public.pages_standardpage (
    page_ptr_id integer NOT NULL,
    body text NOT NULL
);

CREATE TABLE public.pages_storyindexpage (
    page_ptr_id integer NOT NULL,
    introduction text NOT NULL
);

CREATE TABLE public.pages_storypage (
    page_ptr_id integer NOT NULL,
    summary text NOT NULL,
    picture character varying(200) NOT NULL,
    body text NOT NULL,
    cooperative_id bigint
);

CREATE TABLE public.partner_partner (
    id bigint NOT NULL,
    code character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    cooperative_id bigint NOT NULL
);

ALTER TABLE public.partner_partner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_partner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_partner_users (
    id bigint NOT NULL,
    partner_id bigint NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.partner_partner_users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_partner_users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_partneraddress (
    id bigint NOT NULL,
    code character varying(255),
    title character varying(64) NOT NULL,
    first_name character varying(255) NOT NULL,
    last_name character varying(255) NOT NULL,
    line1 character varying(255) NOT NULL,
    line2 character varying(255) NOT NULL,
    line3 character varying(255) NOT NULL,
    line4 character varying(255) NOT NULL,
    state character varying(255) NOT NULL,
    postcode character varying(64) NOT NULL,
    search_text text NOT NULL,
    country_id character varying(2) NOT NULL,
    partner_id bigint NOT NULL
);

ALTER TABLE public.partner_partneraddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_partneraddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_shortage (
    id bigint NOT NULL,
    quantity numeric(12,3) NOT NULL,
    key character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    outcome text NOT NULL,
    settled_by_id bigint,
    stockrecord_id bigint NOT NULL,
    CONSTRAINT shortage_above_zero CHECK ((quantity > (0)::numeric)),
    CONSTRAINT shortage_settled_with_outcome CHECK ((((outcome = ''::text) AND (settled_at IS NULL)) OR ((settled_at IS NOT NULL) AND (NOT (outcome = ''::text)))))
);

ALTER TABLE public.partner_shortage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_shortage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_stockalert (
    id bigint NOT NULL,
    threshold integer NOT NULL,
    status character varying(128) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_closed timestamp with time zone,
    stockrecord_id bigint NOT NULL,
    CONSTRAINT partner_stockalert_threshold_check CHECK ((threshold >= 0))
);

ALTER TABLE public.partner_stockalert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_stockalert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_stockholding (
    id bigint NOT NULL,
    place character varying(10) NOT NULL,
    reference character varying(60) NOT NULL,
    quantity numeric(12,3) NOT NULL,
    stockrecord_id bigint NOT NULL,
    CONSTRAINT stockholding_never_negative CHECK ((quantity >= (0)::numeric)),
    CONSTRAINT stockholding_online_is_the_record CHECK ((NOT ((place)::text = 'online'::text)))
);

ALTER TABLE public.partner_stockholding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_stockholding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_stockmovement (
    id bigint NOT NULL,
    kind character varying(14) NOT NULL,
    place character varying(10) NOT NULL,
    reference character varying(60) NOT NULL,
    change_in_stock numeric(12,3) NOT NULL,
    change_allocated numeric(12,3) NOT NULL,
    key character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    stockrecord_id bigint NOT NULL
);

ALTER TABLE public.partner_stockmovement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_stockmovement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_stockrecord (
    id bigint NOT NULL,
    partner_sku character varying(128) NOT NULL,
    price_currency character varying(12) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    date_updated timestamp with time zone NOT NULL,
    price numeric(12,2) NOT NULL,
    stall_price_min numeric(12,2),
    stall_price_max numeric(12,2),
    num_in_stock numeric(12,3) NOT NULL,
    num_allocated numeric(12,3) NOT NULL,
    low_stock_threshold numeric(12,3),
    partner_id bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT stockrecord_allocated_within_stock CHECK ((num_allocated <= num_in_stock)),
    CONSTRAINT stockrecord_never_negative CHECK (((num_allocated >= (0)::numeric) AND (num_in_stock >= (0)::numeric))),
    CONSTRAINT stockrecord_price_above_zero CHECK ((price > (0)::numeric)),
    CONSTRAINT stockrecord_stall_range_upright CHECK (((stall_price_min IS NULL) OR (stall_price_max IS NULL) OR (stall_price_min <= stall_price_max)))
);

ALTER TABLE public.partner_stockrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_stockrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_dispute (
    id bigint NOT NULL,
    provider_id character varying(255) NOT NULL,
    amount numeric(12,2) NOT NULL,
    reason character varying(120) NOT NULL,
    status character varying(4) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone,
    closed_at timestamp with time zone,
    attempt_id bigint NOT NULL,
    CONSTRAINT dispute_closed_at_iff_closed CHECK ((((closed_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (closed_at IS NOT NULL))))
);

ALTER TABLE public.payment_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_gatewayevent (
    id bigint NOT NULL,
    event_id character varying(255) NOT NULL,
    kind character varying(80) NOT NULL,
    raw text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    status character varying(8) NOT NULL,
    done_at timestamp with time zone,
    note character varying(300) NOT NULL,
    tries smallint NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    attempt_id bigint,
    CONSTRAINT gatewayevent_done_at_iff_done CHECK ((((done_at IS NULL) AND ((status)::text = 'new'::text)) OR ((NOT ((status)::text = 'new'::text)) AND (done_at IS NOT NULL)))),
    CONSTRAINT payment_gatewayevent_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.payment_gatewayevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_gatewayevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_paymentattempt (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    seq smallint NOT NULL,
    amount numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    status character varying(12) NOT NULL,
    snapshot jsonb NOT NULL,
    session_id character varying(255) NOT NULL,
    session_url text NOT NULL,
    intent_id character varying(255) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    received_amount numeric(12,2),
    received_currency character varying(3) NOT NULL,
    received_at timestamp with time zone,
    ended_at timestamp with time zone,
    purchase_id bigint NOT NULL,
    CONSTRAINT payment_paymentattempt_seq_check CHECK ((seq >= 0)),
    CONSTRAINT paymentattempt_amount_above_zero CHECK ((amount > (0)::numeric)),
    CONSTRAINT paymentattempt_applied_means_all_received CHECK (((NOT ((status)::text = 'applied'::text)) OR ((received_amount = amount) AND (received_at IS NOT NULL) AND ((received_currency)::text = (currency)::text))))
);

ALTER TABLE public.payment_paymentattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_paymentattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_refund (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    way character varying(6) NOT NULL,
    cause character varying(14) NOT NULL,
    reason character varying(300) NOT NULL,
    goods numeric(12,2) NOT NULL,
    delivery numeric(12,2) NOT NULL,
    amount numeric(12,2) NOT NULL,
    status character varying(10) NOT NULL,
    payee_name text NOT NULL,
    payee_rib text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    first_sent_at timestamp with time zone,
    tries smallint NOT NULL,
    provider_id character varying(255) NOT NULL,
    reference character varying(80) NOT NULL,
    last_error character varying(300) NOT NULL,
    ended_at timestamp with time zone,
    approved_by_id bigint,
    attempt_id bigint,
    order_id bigint,
    purchase_id bigint NOT NULL,
    requested_by_id bigint,
    return_request_id bigint,
    CONSTRAINT payment_refund_tries_check CHECK ((tries >= 0)),
    CONSTRAINT refund_amount_above_zero CHECK (((amount > (0)::numeric) AND (delivery >= (0)::numeric) AND (goods >= (0)::numeric))),
    CONSTRAINT refund_approved_by_another CHECK (((approved_by_id IS NULL) OR (requested_by_id IS NULL) OR (NOT ((approved_by_id = requested_by_id) AND (approved_by_id IS NOT NULL) AND (requested_by_id IS NOT NULL))))),
    CONSTRAINT refund_in_cash_was_approved CHECK ((((way)::text = 'card'::text) OR ((status)::text = ANY (ARRAY[('requested'::character varying)::text, ('cancelled'::character varying)::text])) OR (approved_by_id IS NOT NULL))),
    CONSTRAINT refund_parts_add_to_amount CHECK ((amount = (goods + delivery))),
    CONSTRAINT refund_to_a_card_names_the_payment CHECK ((((attempt_id IS NOT NULL) AND ((way)::text = 'card'::text)) OR (NOT ((way)::text = 'card'::text)))),
    CONSTRAINT refund_without_order_says_why CHECK (((((cause)::text = ANY (ARRAY[('paid_twice'::character varying)::text, ('late_no_stock'::character varying)::text, ('late_cancelled'::character varying)::text, ('not_ours'::character varying)::text])) AND (order_id IS NULL)) OR ((NOT ((cause)::text = ANY (ARRAY[('paid_twice'::character varying)::text, ('late_no_stock'::character varying)::text, ('late_cancelled'::character varying)::text, ('not_ours'::character varying)::text]))) AND (order_id IS NOT NULL))))
);

ALTER TABLE public.payment_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_refundline (
    id bigint NOT NULL,
    quantity integer,
    amount numeric(12,2) NOT NULL,
    commission numeric(12,2) NOT NULL,
    commission_tax numeric(12,2) NOT NULL,
    line_id bigint NOT NULL,
    refund_id bigint NOT NULL,
    CONSTRAINT payment_refundline_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT refundline_amounts_upright CHECK (((amount > (0)::numeric) AND (commission >= (0)::numeric) AND (commission_tax >= (0)::numeric)))
);

ALTER TABLE public.payment_refundline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_refundline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_remittance (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    collected numeric(12,2) NOT NULL,
    kept numeric(12,2) NOT NULL,
    handed_over numeric(12,2) NOT NULL,
    received_on date NOT NULL,
    reference character varying(80) NOT NULL,
    reason character varying(300) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    carrier_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    reverses_id bigint,
    CONSTRAINT remittance_amounts_upright CHECK ((((collected > (0)::numeric) AND (handed_over >= (0)::numeric) AND (kept >= (0)::numeric) AND (reverses_id IS NULL)) OR ((collected < (0)::numeric) AND (handed_over <= (0)::numeric) AND (kept <= (0)::numeric) AND (reverses_id IS NOT NULL) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT remittance_parts_add_up CHECK ((collected = (kept + handed_over)))
);

ALTER TABLE public.payment_remittance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_remittance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_remittanceline (
    id bigint NOT NULL,
    turn smallint NOT NULL,
    amount numeric(12,2) NOT NULL,
    order_id bigint NOT NULL,
    remittance_id bigint NOT NULL,
    CONSTRAINT payment_remittanceline_turn_check CHECK ((turn >= 0))
);

ALTER TABLE public.payment_remittanceline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_remittanceline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_returnline (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    line_id bigint NOT NULL,
    request_id bigint NOT NULL,
    CONSTRAINT payment_returnline_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT returnline_quantity_above_zero CHECK ((quantity >= 1))
);

ALTER TABLE public.payment_returnline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_returnline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_returnrequest (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(10) NOT NULL,
    reason character varying(12) NOT NULL,
    note text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    way character varying(6) NOT NULL,
    payee_name text NOT NULL,
    payee_rib text NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    received_at timestamp with time zone,
    ended_at timestamp with time zone,
    answered_by_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT returnrequest_ended_at_iff_over CHECK ((((ended_at IS NULL) AND ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('accepted'::character varying)::text, ('received'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('accepted'::character varying)::text, ('received'::character varying)::text]))) AND (ended_at IS NOT NULL))))
);

ALTER TABLE public.payment_returnrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_returnrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_plan (
    id bigint NOT NULL,
    columns smallint NOT NULL,
    rows smallint NOT NULL,
    square_cm smallint NOT NULL,
    picture character varying(160) NOT NULL,
    version integer NOT NULL,
    stop_id bigint NOT NULL,
    CONSTRAINT plan_of_a_usual_size CHECK (((columns > 0) AND (columns <= 200) AND (rows > 0) AND (rows <= 200) AND (square_cm > 0))),
    CONSTRAINT plan_plan_columns_check CHECK ((columns >= 0)),
    CONSTRAINT plan_plan_rows_check CHECK ((rows >= 0)),
    CONSTRAINT plan_plan_square_cm_check CHECK ((square_cm >= 0)),
    CONSTRAINT plan_plan_version_check CHECK ((version >= 0))
);

ALTER TABLE public.plan_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_planmark (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    label character varying(60) NOT NULL,
    "column" smallint NOT NULL,
    "row" smallint NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT plan_planmark_column_check CHECK (("column" >= 0)),
    CONSTRAINT plan_planmark_height_check CHECK ((height >= 0)),
    CONSTRAINT plan_planmark_row_check CHECK (("row" >= 0)),
    CONSTRAINT plan_planmark_width_check CHECK ((width >= 0)),
    CONSTRAINT planmark_has_a_size CHECK (((height > 0) AND (width > 0)))
);

ALTER TABLE public.plan_planmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_planmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_planplace (
    id bigint NOT NULL,
    "column" smallint NOT NULL,
    "row" smallint NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    plan_id bigint NOT NULL,
    stall_id bigint NOT NULL,
    CONSTRAINT plan_planplace_column_check CHECK (("column" >= 0)),
    CONSTRAINT plan_planplace_height_check CHECK ((height >= 0)),
    CONSTRAINT plan_planplace_row_check CHECK (("row" >= 0)),
    CONSTRAINT plan_planplace_width_check CHECK ((width >= 0)),
    CONSTRAINT planplace_has_a_size CHECK (((height > 0) AND (width > 0)))
);

ALTER TABLE public.plan_planplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_planplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.push_pushsubscription (
    id bigint NOT NULL,
    endpoint text NOT NULL,
    endpoint_digest character varying(64) NOT NULL,
    p256dh character varying(100) NOT NULL,
    auth character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    rang_at timestamp with time zone,
    failing_since timestamp with time zone,
    ended_at timestamp with time zone,
    user_id bigint NOT NULL
);

ALTER TABLE public.push_pushsubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.push_pushsubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.revenue_coarsecell (
    id bigint NOT NULL,
    counts_on date NOT NULL,
    channel character varying(8) NOT NULL,
    evidence character varying(10) NOT NULL,
    gross numeric(14,2) NOT NULL,
    returns numeric(14,2) NOT NULL,
    corrections numeric(14,2) DEFAULT 0.00 NOT NULL,
    sales bigint,
    units numeric(16,3),
    edition_id bigint,
    region_id character varying(2) NOT NULL,
    stop_id bigint
);

ALTER TABLE public.revenue_coarsecell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.revenue_coarsecell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.revenue_detailcell (
    id bigint NOT NULL,
    counts_on date NOT NULL,
    channel character varying(8) NOT NULL,
    evidence character varying(10) NOT NULL,
    payment character varying(16) NOT NULL,
    hour smallint,
    gross numeric(14,2) NOT NULL,
    returns numeric(14,2) NOT NULL,
    corrections numeric(14,2) DEFAULT 0.00 NOT NULL,
    sales bigint,
    units numeric(16,3),
    cooperative_id bigint NOT NULL,
    edition_id bigint,
    family_id bigint,
    region_id character varying(2) NOT NULL,
    stall_id bigint,
    stop_id bigint,
    CONSTRAINT revenue_detailcell_hour_check CHECK ((hour >= 0))
);

ALTER TABLE public.revenue_detailcell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.revenue_detailcell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.revenue_editionsummary (
    id bigint NOT NULL,
    dimension character varying(12) NOT NULL,
    key character varying(40) NOT NULL,
    channel character varying(8) NOT NULL,
    evidence character varying(10) NOT NULL,
    gross numeric(14,2) NOT NULL,
    returns numeric(14,2) NOT NULL,
    corrections numeric(14,2) DEFAULT 0.00 NOT NULL,
    sales bigint,
    units numeric(16,3),
    as_of timestamp with time zone NOT NULL,
    edition_id bigint
);

ALTER TABLE public.revenue_editionsummary ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.revenue_editionsummary_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.revenue_publiccell (
    id bigint NOT NULL,
    counts_on date NOT NULL,
    channel character varying(8) NOT NULL,
    evidence character varying(10) NOT NULL,
    "group" integer NOT NULL,
    tells_returns boolean NOT NULL,
    tells_corrections boolean NOT NULL,
    tells_counts boolean NOT NULL,
    edition_id bigint,
    region_id character varying(2) NOT NULL,
    CONSTRAINT revenue_publiccell_group_check CHECK (("group" >= 0))
);

ALTER TABLE public.revenue_publiccell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.revenue_publiccell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.revenue_revenueline (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(10) NOT NULL,
    late boolean DEFAULT false NOT NULL,
    counts_on date NOT NULL,
    sold_at timestamp with time zone NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    hour smallint,
    channel character varying(8) NOT NULL,
    evidence character varying(10) NOT NULL,
    payment character varying(16) NOT NULL,
    amount numeric(14,2) NOT NULL,
    sales smallint,
    units numeric(12,3),
    tax_rate numeric(4,3),
    tax numeric(14,2),
    commission_rate numeric(5,4) NOT NULL,
    commission numeric(14,2) NOT NULL,
    commission_tax numeric(14,2) NOT NULL,
    cooperative_id bigint NOT NULL,
    edition_id bigint,
    family_id bigint,
    participation_id bigint,
    product_id bigint,
    region_id character varying(2) NOT NULL,
    seat_region_id character varying(2) NOT NULL,
    stall_id bigint,
    stop_id bigint,
    transaction_id bigint NOT NULL,
    CONSTRAINT revenue_revenueline_hour_check CHECK ((hour >= 0)),
    CONSTRAINT revenueline_counts_a_sale_once CHECK (((sales IS NULL) OR ((sales >= '-1'::integer) AND (sales <= 1)))),
    CONSTRAINT revenueline_counts_only_what_was_itemised CHECK ((((evidence)::text = 'itemised'::text) OR ((sales IS NULL) AND (units IS NULL)))),
    CONSTRAINT revenueline_late_is_a_correction CHECK (((NOT late) OR ((kind)::text = 'correction'::text))),
    CONSTRAINT revenueline_sign_fits_kind CHECK (((((kind)::text = 'sale'::text) AND (amount >= (0)::numeric)) OR (((kind)::text = 'return'::text) AND (amount <= (0)::numeric)) OR ((kind)::text = 'correction'::text))),
    CONSTRAINT revenueline_stall_has_an_edition CHECK (((edition_id IS NOT NULL) OR ((stop_id IS NULL) AND ((channel)::text = 'online'::text))))
);

ALTER TABLE public.revenue_revenueline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.revenue_revenueline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_estimate (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    counts_on date NOT NULL,
    method character varying(16) NOT NULL,
    answered integer NOT NULL,
    filled integer NOT NULL,
    response_rate numeric(5,4) NOT NULL,
    total numeric(12,2) NOT NULL,
    low numeric(12,2) NOT NULL,
    high numeric(12,2) NOT NULL,
    note character varying(300) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    signed_by_id bigint NOT NULL,
    stop_id bigint NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT estimate_rate_is_a_share CHECK (((response_rate >= (0)::numeric) AND (response_rate <= (1)::numeric))),
    CONSTRAINT estimate_withdrawn_with_a_reason CHECK (((withdrawn_at IS NULL) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT estimate_within_its_range CHECK (((low >= (0)::numeric) AND (low <= total) AND (total <= high))),
    CONSTRAINT rounds_estimate_answered_check CHECK ((answered >= 0)),
    CONSTRAINT rounds_estimate_filled_check CHECK ((filled >= 0))
);

ALTER TABLE public.rounds_estimate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_estimate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_estimatedtotal (
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    estimate_id bigint NOT NULL,
    total_id bigint NOT NULL
);

ALTER TABLE public.rounds_estimatedtotal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_estimatedtotal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_quarantinedvisit (
    id bigint NOT NULL,
    payload jsonb NOT NULL,
    problems jsonb NOT NULL,
    content_digest character varying(64) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    outcome text NOT NULL,
    settled_by_id bigint,
    tablet_id bigint NOT NULL,
    stop_id bigint
);

ALTER TABLE public.rounds_quarantinedvisit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_quarantinedvisit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_round (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    counts_on date NOT NULL,
    status character varying(6) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by_id bigint,
    stop_id bigint NOT NULL,
    CONSTRAINT round_closed_at_iff_closed CHECK ((((closed_at IS NOT NULL) AND ((status)::text = 'closed'::text)) OR ((closed_at IS NULL) AND ((status)::text = 'open'::text))))
);

ALTER TABLE public.rounds_round ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_slip (
    id bigint NOT NULL,
    number integer NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    entered_by_id bigint NOT NULL,
    sale_id uuid NOT NULL,
    CONSTRAINT rounds_slip_number_check CHECK ((number >= 0))
);

ALTER TABLE public.rounds_slip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_slip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_slipbook (
    id bigint NOT NULL,
    first_number integer NOT NULL,
    last_number integer NOT NULL,
    given_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    given_by_id bigint,
    participation_id bigint,
    CONSTRAINT rounds_slipbook_first_number_check CHECK ((first_number >= 0)),
    CONSTRAINT rounds_slipbook_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT slipbook_numbers_upright CHECK (((first_number >= 1) AND (first_number <= last_number) AND (last_number <= 999999999)))
);

ALTER TABLE public.rounds_slipbook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_slipbook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_tablet (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    label character varying(80) NOT NULL,
    code_digest character varying(64),
    code_ends_at timestamp with time zone,
    token_digest character varying(64),
    enrolled_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_seen_at timestamp with time zone,
    edition_id bigint NOT NULL,
    enrolled_by_id bigint,
    revoked_by_id bigint,
    user_id bigint NOT NULL,
    CONSTRAINT tablet_code_ends CHECK ((((code_digest IS NULL) AND (code_ends_at IS NULL)) OR ((code_digest IS NOT NULL) AND (code_ends_at IS NOT NULL))))
);

ALTER TABLE public.rounds_tablet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_tablet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_visit (
    id uuid NOT NULL,
    visited_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    outcome character varying(8) NOT NULL,
    amount numeric(12,2),
    was_asked_again boolean NOT NULL,
    has_photo boolean NOT NULL,
    note character varying(200) NOT NULL,
    standing character varying(8) NOT NULL,
    problems jsonb NOT NULL,
    content_digest character varying(64) NOT NULL,
    by_id bigint,
    participation_id bigint NOT NULL,
    round_id bigint NOT NULL,
    tablet_id bigint,
    CONSTRAINT visit_amount_iff_told CHECK ((((amount >= (0)::numeric) AND (amount IS NOT NULL) AND ((outcome)::text = 'told'::text)) OR ((NOT ((outcome)::text = 'told'::text)) AND (amount IS NULL))))
);

CREATE TABLE public.rounds_visitconflict (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    chosen_id uuid,
    counting_id uuid NOT NULL,
    other_id uuid NOT NULL,
    settled_by_id bigint,
    CONSTRAINT visitconflict_chosen_of_the_two CHECK (((chosen_id IS NULL) OR (chosen_id = counting_id) OR (chosen_id = other_id))),
    CONSTRAINT visitconflict_settled_by_a_choice CHECK ((((chosen_id IS NULL) AND (settled_at IS NULL)) OR ((chosen_id IS NOT NULL) AND (settled_at IS NOT NULL))))
);

ALTER TABLE public.rounds_visitconflict ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_visitconflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_visitpart (
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    family_id bigint NOT NULL,
    visit_id uuid NOT NULL,
    CONSTRAINT visitpart_above_zero CHECK ((amount > (0)::numeric))
);

ALTER TABLE public.rounds_visitpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_visitpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rounds_visitphoto (
    id bigint NOT NULL,
    file character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    visit_id uuid NOT NULL
);

ALTER TABLE public.rounds_visitphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rounds_visitphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.season_closedperiod (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    message character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    cooperative_id bigint NOT NULL,
    written_by_id bigint NOT NULL,
    because character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT closedperiod_days_upright CHECK ((ends_on >= starts_on))
);

ALTER TABLE public.season_closedperiod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.season_closedperiod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.selection_commonscore (
    id bigint NOT NULL,
    points smallint NOT NULL,
    reason character varying(300) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    criterion_id bigint NOT NULL,
    written_by_id bigint NOT NULL,
    CONSTRAINT commonscore_with_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT selection_commonscore_points_check CHECK ((points >= 0))
);

ALTER TABLE public.selection_commonscore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.selection_commonscore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.selection_decision (
    id bigint NOT NULL,
    outcome character varying(8) NOT NULL,
    stalls smallint NOT NULL,
    waiting_position smallint,
    score integer NOT NULL,
    by character varying(8) NOT NULL,
    facts jsonb NOT NULL,
    reason text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    decided_by_id bigint NOT NULL,
    CONSTRAINT decision_gives_stalls_to_those_chosen CHECK (((((outcome)::text = 'selected'::text) AND (stalls > 0)) OR ((NOT ((outcome)::text = 'selected'::text)) AND (stalls = 0)))),
    CONSTRAINT decision_waits_iff_it_has_a_position CHECK (((((outcome)::text = 'waiting'::text) AND (waiting_position IS NOT NULL)) OR ((NOT ((outcome)::text = 'waiting'::text)) AND (waiting_position IS NULL)))),
    CONSTRAINT selection_decision_score_check CHECK ((score >= 0)),
    CONSTRAINT selection_decision_stalls_check CHECK ((stalls >= 0)),
    CONSTRAINT selection_decision_waiting_position_check CHECK ((waiting_position >= 0))
);

ALTER TABLE public.selection_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.selection_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.selection_minutes (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number smallint NOT NULL,
    place character varying(160) NOT NULL,
    met_at timestamp with time zone NOT NULL,
    present jsonb NOT NULL,
    contents jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    call_id bigint NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT selection_minutes_number_check CHECK ((number >= 0))
);

ALTER TABLE public.selection_minutes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.selection_minutes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.selection_recusal (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    said_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.selection_recusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.selection_recusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.selection_score (
    id bigint NOT NULL,
    points smallint NOT NULL,
    note character varying(300) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    criterion_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT selection_score_points_check CHECK ((points >= 0))
);

ALTER TABLE public.selection_score ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.selection_score_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.selection_scoresheet (
    id bigint NOT NULL,
    handed_in_at timestamp with time zone,
    call_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.selection_scoresheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.selection_scoresheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_bankaccount (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    holder character varying(140) NOT NULL,
    rib text NOT NULL,
    rib_digest character varying(64) NOT NULL,
    last4 character varying(4) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    rejected_at timestamp with time zone,
    rejected_because character varying(200) NOT NULL,
    replaced_at timestamp with time zone,
    added_by_id bigint NOT NULL,
    checked_by_id bigint,
    cooperative_id bigint NOT NULL,
    rejected_by_id bigint,
    CONSTRAINT bankaccount_checked_by_another CHECK ((NOT ((checked_by_id = added_by_id) AND (checked_by_id IS NOT NULL)))),
    CONSTRAINT bankaccount_checked_or_rejected CHECK ((((checked_at IS NULL) AND (checked_by_id IS NULL)) OR ((checked_at IS NOT NULL) AND (checked_by_id IS NOT NULL) AND (rejected_at IS NULL))))
);

ALTER TABLE public.settlements_bankaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_bankaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_monthend (
    id bigint NOT NULL,
    month date NOT NULL,
    status character varying(10) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    final_at timestamp with time zone,
    drafted_by_id bigint,
    final_by_id bigint,
    CONSTRAINT monthend_begins_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

ALTER TABLE public.settlements_monthend ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_monthend_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_payout (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(10) NOT NULL,
    listed numeric(14,2) NOT NULL,
    amount numeric(14,2) NOT NULL,
    way character varying(6) NOT NULL,
    reference character varying(20) NOT NULL,
    name character varying(140) NOT NULL,
    rib text NOT NULL,
    rib_last4 character varying(4) NOT NULL,
    cin text NOT NULL,
    office character varying(140) NOT NULL,
    account_id bigint,
    cooperative_id bigint NOT NULL,
    run_id bigint NOT NULL,
    addressee_id bigint,
    CONSTRAINT payout_above_zero_as_listed CHECK (((amount > (0)::numeric) AND (amount <= listed))),
    CONSTRAINT payout_goes_one_way CHECK ((((account_id IS NOT NULL) AND (addressee_id IS NULL) AND ((way)::text = 'bank'::text) AND (NOT (rib = ''::text))) OR ((account_id IS NULL) AND (addressee_id IS NOT NULL) AND (rib = ''::text) AND ((way)::text = 'postal'::text))))
);

ALTER TABLE public.settlements_payout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_payout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_payoutexclusion (
    id bigint NOT NULL,
    reason character varying(20) NOT NULL,
    amount numeric(14,2) NOT NULL,
    cooperative_id bigint NOT NULL,
    run_id bigint NOT NULL
);

ALTER TABLE public.settlements_payoutexclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_payoutexclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_payoutmark (
    id bigint NOT NULL,
    old_status character varying(10) NOT NULL,
    status character varying(10) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    by_id bigint NOT NULL,
    payout_id bigint NOT NULL,
    transaction_id bigint
);

ALTER TABLE public.settlements_payoutmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_payoutmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_payoutrun (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number character varying(14) NOT NULL,
    month date NOT NULL,
    status character varying(10) NOT NULL,
    minimum numeric(14,2) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    file_taken_at timestamp with time zone,
    file_format character varying(3) NOT NULL,
    approved_by_id bigint,
    created_by_id bigint NOT NULL,
    file_taken_by_id bigint,
    CONSTRAINT payoutrun_approved_by_another CHECK ((NOT ((approved_by_id = created_by_id) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT payoutrun_begins_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT payoutrun_file_of_approved CHECK ((((file_taken_at IS NULL) AND (file_taken_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND (file_taken_at IS NOT NULL) AND (file_taken_by_id IS NOT NULL)))),
    CONSTRAINT payoutrun_minimum_not_negative CHECK ((minimum >= (0)::numeric)),
    CONSTRAINT payoutrun_sent_only_approved CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL) AND ((status)::text = ANY (ARRAY[('preparing'::character varying)::text, ('draft'::character varying)::text, ('cancelled'::character varying)::text]))) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('approved'::character varying)::text, ('ready'::character varying)::text, ('sent'::character varying)::text, ('done'::character varying)::text])))))
);

ALTER TABLE public.settlements_payoutrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_payoutrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_postaladdressee (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(140) NOT NULL,
    cin text NOT NULL,
    office character varying(140) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    added_by_id bigint NOT NULL,
    cooperative_id bigint NOT NULL
);

ALTER TABLE public.settlements_postaladdressee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_postaladdressee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_settlement (
    id bigint NOT NULL,
    month date NOT NULL,
    status character varying(6) NOT NULL,
    opening numeric(14,2) NOT NULL,
    covered numeric(14,2) NOT NULL,
    closing numeric(14,2) NOT NULL,
    line_count integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    final_at timestamp with time zone,
    cooperative_id bigint NOT NULL,
    CONSTRAINT settlement_adds_up CHECK ((closing = (opening + covered))),
    CONSTRAINT settlement_begins_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT settlement_final_at_iff_final CHECK ((((final_at IS NOT NULL) AND ((status)::text = 'final'::text)) OR ((final_at IS NULL) AND ((status)::text = 'draft'::text)))),
    CONSTRAINT settlements_settlement_line_count_check CHECK ((line_count >= 0))
);

ALTER TABLE public.settlements_settlement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_settlement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlements_settlementline (
    entry_id bigint NOT NULL,
    settlement_id bigint NOT NULL
);

CREATE TABLE public.settlements_work (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    cursor bigint NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    "on" date,
    reason character varying(200) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    by_id bigint,
    month_end_id bigint,
    run_id bigint,
    CONSTRAINT settlements_work_done_check CHECK ((done >= 0)),
    CONSTRAINT settlements_work_total_check CHECK ((total >= 0)),
    CONSTRAINT work_of_a_month_or_a_run CHECK ((((month_end_id IS NOT NULL) AND (run_id IS NULL)) OR ((month_end_id IS NULL) AND (run_id IS NOT NULL))))
);

ALTER TABLE public.settlements_work ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.settlements_work_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sheets_productsheet (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    status character varying(10) NOT NULL,
    file character varying(120) NOT NULL,
    file_name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    row_count integer NOT NULL,
    rows_done integer NOT NULL,
    problem character varying(30) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    loaded_at timestamp with time zone,
    taken_back_at timestamp with time zone,
    cooperative_id bigint NOT NULL,
    loaded_by_id bigint,
    sent_by_id bigint NOT NULL,
    taken_back_by_id bigint,
    CONSTRAINT productsheet_loaded_at_a_moment CHECK (((NOT ((status)::text = ANY (ARRAY[('loaded'::character varying)::text, ('taken_back'::character varying)::text]))) OR (loaded_at IS NOT NULL))),
    CONSTRAINT sheets_productsheet_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT sheets_productsheet_rows_done_check CHECK ((rows_done >= 0))
);

ALTER TABLE public.sheets_productsheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sheets_productsheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sheets_sheetrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    raw jsonb NOT NULL,
    problems jsonb NOT NULL,
    act character varying(8) NOT NULL,
    "values" jsonb NOT NULL,
    before jsonb NOT NULL,
    loaded_at timestamp with time zone,
    product_id bigint,
    sheet_id bigint NOT NULL,
    CONSTRAINT sheetrow_refused_is_not_loaded CHECK (((NOT ((act)::text = 'refused'::text)) OR (loaded_at IS NULL))),
    CONSTRAINT sheets_sheetrow_number_check CHECK ((number >= 0))
);

ALTER TABLE public.sheets_sheetrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sheets_sheetrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.simple_translation_simpletranslation (
    id integer NOT NULL
);

ALTER TABLE public.simple_translation_simpletranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.simple_translation_simpletranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.taggit_tag (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL
);

ALTER TABLE public.taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.taggit_taggeditem (
    id integer NOT NULL,
    object_id integer NOT NULL,
    content_type_id integer NOT NULL,
    tag_id integer NOT NULL
);

ALTER TABLE public.taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_taggeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.team_invitation (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    role character varying(20) NOT NULL,
    token_digest character varying(64) NOT NULL,
    phone text NOT NULL,
    phone_digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    accepted_by_id bigint,
    cooperative_id bigint NOT NULL,
    invited_by_id bigint NOT NULL,
    CONSTRAINT invitation_accepted_by_someone CHECK ((((accepted_at IS NULL) AND (accepted_by_id IS NULL)) OR ((accepted_at IS NOT NULL) AND (accepted_by_id IS NOT NULL) AND (withdrawn_at IS NULL)))),
    CONSTRAINT invitation_has_time CHECK ((expires_at > created_at))
);

ALTER TABLE public.team_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.team_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.territory_commune (
    code character varying(12) NOT NULL,
    kind character varying(20) NOT NULL,
    slug character varying(120) NOT NULL,
    name character varying(120) NOT NULL,
    name_ar character varying(120),
    name_fr character varying(120),
    name_en character varying(120),
    population integer NOT NULL,
    longitude numeric(8,4),
    latitude numeric(8,4),
    province_id character varying(8) NOT NULL,
    CONSTRAINT territory_commune_population_check CHECK ((population >= 0))
);

CREATE TABLE public.territory_place (
    id bigint NOT NULL,
    public_id character varying(24) NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(160) NOT NULL,
    name_ar character varying(160),
    name_fr character varying(160),
    name_en character varying(160),
    search_text text NOT NULL,
    commune_id character varying(12) NOT NULL
);

ALTER TABLE public.territory_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.territory_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.territory_province (
    code character varying(8) NOT NULL,
    kind character varying(40) NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(120) NOT NULL,
    name_ar character varying(120),
    name_fr character varying(120),
    name_en character varying(120),
    region_id character varying(2) NOT NULL
);

CREATE TABLE public.territory_region (
    code character varying(2) NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    name_ar character varying(80),
    name_fr character varying(80),
    name_en character varying(80),
    population integer NOT NULL,
    CONSTRAINT territory_region_population_check CHECK ((population >= 0))
);

CREATE TABLE public.tills_cashier (
    id uuid NOT NULL,
    name character varying(40) NOT NULL,
    sign character varying(20) NOT NULL,
    pin_salt character varying(44) NOT NULL,
    pin_hash character varying(88) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    stall_id bigint NOT NULL
);

CREATE TABLE public.tills_cashreport (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    first_number integer,
    last_number integer,
    missing_numbers jsonb NOT NULL,
    sales integer NOT NULL,
    voids integer NOT NULL,
    returns integer NOT NULL,
    opening_float numeric(12,2) NOT NULL,
    cash_sales numeric(12,2) NOT NULL,
    cash_given_back numeric(12,2) NOT NULL,
    card numeric(12,2) NOT NULL,
    transfer numeric(12,2) NOT NULL,
    cash_in numeric(12,2) NOT NULL,
    cash_out numeric(12,2) NOT NULL,
    expected_cash numeric(12,2) NOT NULL,
    counted_cash numeric(12,2),
    difference numeric(12,2),
    explanation character varying(200) NOT NULL,
    expected_by_till numeric(12,2),
    signed_by character varying(40) NOT NULL,
    witnessed_by character varying(40) NOT NULL,
    till_id bigint NOT NULL,
    session_id uuid NOT NULL,
    CONSTRAINT cashreport_difference_adds_up CHECK ((((counted_cash IS NULL) AND (difference IS NULL)) OR ((counted_cash IS NOT NULL) AND (difference = (counted_cash - expected_cash))))),
    CONSTRAINT cashreport_expected_adds_up CHECK ((expected_cash = ((((opening_float + cash_sales) - cash_given_back) + cash_in) - cash_out))),
    CONSTRAINT tills_cashreport_first_number_check CHECK ((first_number >= 0)),
    CONSTRAINT tills_cashreport_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT tills_cashreport_number_check CHECK ((number >= 0)),
    CONSTRAINT tills_cashreport_returns_check CHECK ((returns >= 0)),
    CONSTRAINT tills_cashreport_sales_check CHECK ((sales >= 0)),
    CONSTRAINT tills_cashreport_voids_check CHECK ((voids >= 0))
);

ALTER TABLE public.tills_cashreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tills_cashreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tills_cashreportline (
    id bigint NOT NULL,
    payment character varying(16) NOT NULL,
    gross numeric(12,2) NOT NULL,
    returns numeric(12,2) NOT NULL,
    sales integer NOT NULL,
    cooperative_id bigint NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT tills_cashreportline_sales_check CHECK ((sales >= 0))
);

ALTER TABLE public.tills_cashreportline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tills_cashreportline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tills_quarantinedrecord (
    id bigint NOT NULL,
    kind character varying(5) NOT NULL,
    sale_id uuid,
    payload jsonb NOT NULL,
    content_digest character varying(64) NOT NULL,
    problems jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    outcome text NOT NULL,
    settled_by_id bigint,
    till_id bigint NOT NULL,
    stop_id bigint
);

ALTER TABLE public.tills_quarantinedrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tills_quarantinedrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tills_sale (
    id uuid NOT NULL,
    number integer NOT NULL,
    kind character varying(6) NOT NULL,
    sold_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    counts_on date NOT NULL,
    payment character varying(16) NOT NULL,
    total numeric(12,2) NOT NULL,
    tendered numeric(12,2),
    status character varying(10) NOT NULL,
    problems jsonb NOT NULL,
    content_digest character varying(64) NOT NULL,
    cashier_id uuid,
    reverses_id uuid,
    stop_id bigint NOT NULL,
    till_id bigint NOT NULL,
    session_id uuid NOT NULL,
    device_at timestamp with time zone,
    note character varying(200) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT sale_accepted_or_flagged CHECK (((status)::text = ANY (ARRAY[('accepted'::character varying)::text, ('flagged'::character varying)::text]))),
    CONSTRAINT sale_sign_fits_kind CHECK (((((kind)::text = 'sale'::text) AND (reverses_id IS NULL) AND (total >= (0)::numeric)) OR ((NOT ((kind)::text = 'sale'::text)) AND (reverses_id IS NOT NULL) AND (total <= (0)::numeric)))),
    CONSTRAINT tills_sale_number_check CHECK ((number >= 0))
);

CREATE TABLE public.tills_saleline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(255) NOT NULL,
    language character varying(2) NOT NULL,
    unit character varying(6) NOT NULL,
    quantity numeric(12,3) NOT NULL,
    unit_price numeric(12,2) NOT NULL,
    amount numeric(12,2) NOT NULL,
    tax_rate numeric(4,3) NOT NULL,
    tax numeric(12,2) NOT NULL,
    commission_rate numeric(5,4) NOT NULL,
    commission numeric(12,2) NOT NULL,
    cooperative_id bigint NOT NULL,
    of_id bigint,
    product_id bigint,
    sale_id uuid NOT NULL,
    CONSTRAINT tills_saleline_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.tills_saleline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tills_saleline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tills_till (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    label character varying(80) NOT NULL,
    code_digest character varying(64),
    code_ends_at timestamp with time zone,
    token_digest character varying(64),
    enrolled_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_seen_at timestamp with time zone,
    kind character varying(6) NOT NULL,
    enrolled_by_id bigint,
    revoked_by_id bigint,
    stall_id bigint NOT NULL,
    CONSTRAINT till_code_ends CHECK ((((code_digest IS NULL) AND (code_ends_at IS NULL)) OR ((code_digest IS NOT NULL) AND (code_ends_at IS NOT NULL)))),
    CONSTRAINT till_paper_has_no_token CHECK ((((kind)::text = 'device'::text) OR ((code_digest IS NULL) AND (token_digest IS NULL))))
);

ALTER TABLE public.tills_till ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tills_till_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tills_tillevent (
    id uuid NOT NULL,
    kind character varying(16) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    amount numeric(12,2),
    note character varying(200) NOT NULL,
    payload jsonb NOT NULL,
    status character varying(10) NOT NULL,
    problems jsonb NOT NULL,
    content_digest character varying(64) NOT NULL,
    cashier_id uuid,
    till_id bigint NOT NULL,
    session_id uuid,
    device_at timestamp with time zone,
    CONSTRAINT tillevent_accepted_or_flagged CHECK (((status)::text = ANY (ARRAY[('accepted'::character varying)::text, ('flagged'::character varying)::text]))),
    CONSTRAINT tillevent_not_negative CHECK (((amount IS NULL) OR (amount >= (0)::numeric)))
);

CREATE TABLE public.tills_tillsession (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by_sale boolean NOT NULL,
    opening_float numeric(12,2),
    superseded_at timestamp with time zone,
    closed_at timestamp with time zone,
    counted_cash numeric(12,2),
    cashier_id uuid,
    closed_by_id bigint,
    till_id bigint NOT NULL,
    CONSTRAINT tillsession_closed_at_iff_closed CHECK ((((closed_at IS NOT NULL) AND ((status)::text = 'closed'::text)) OR ((NOT ((status)::text = 'closed'::text)) AND (closed_at IS NULL)))),
    CONSTRAINT tillsession_count_not_negative CHECK (((counted_cash IS NULL) OR (counted_cash >= (0)::numeric))),
    CONSTRAINT tillsession_float_not_negative CHECK (((opening_float IS NULL) OR (opening_float >= (0)::numeric)))
);

CREATE TABLE public.voucher_voucher (
    id bigint NOT NULL,
    name character varying(128) NOT NULL,
    code character varying(128) NOT NULL,
    usage character varying(128) NOT NULL,
    start_datetime timestamp with time zone NOT NULL,
    end_datetime timestamp with time zone NOT NULL,
    num_basket_additions integer NOT NULL,
    num_orders integer NOT NULL,
    total_discount numeric(12,2) NOT NULL,
    date_created timestamp with time zone NOT NULL,
    voucher_set_id bigint,
    CONSTRAINT voucher_voucher_num_basket_additions_check CHECK ((num_basket_additions >= 0)),
    CONSTRAINT voucher_voucher_num_orders_check CHECK ((num_orders >= 0))
);

ALTER TABLE public.voucher_voucher ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucher_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.voucher_voucher_offers (
    id bigint NOT NULL,
    voucher_id bigint NOT NULL,
    conditionaloffer_id bigint NOT NULL
);

ALTER TABLE public.voucher_voucher_offers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucher_offers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.voucher_voucherapplication (
    id bigint NOT NULL,
    date_created timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    user_id bigint,
    voucher_id bigint NOT NULL
);

ALTER TABLE public.voucher_voucherapplication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucherapplication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.voucher_voucherset (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    count integer NOT NULL,
    code_length integer NOT NULL,
    description text NOT NULL,
    date_created timestamp with time zone NOT NULL,
    start_datetime timestamp with time zone NOT NULL,
    end_datetime timestamp with time zone NOT NULL,
    CONSTRAINT voucher_voucherset_count_check CHECK ((count >= 0))
);

ALTER TABLE public.voucher_voucherset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voucher_voucherset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailadmin_admin (
    id integer NOT NULL
);

ALTER TABLE public.wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_admin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailadmin_editingsession (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL,
    is_editing boolean NOT NULL
);

ALTER TABLE public.wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_editingsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailadmin_formstate (
    id integer NOT NULL,
    data text NOT NULL,
    object_id character varying(255) NOT NULL,
    parent_object_id character varying(255) NOT NULL,
    last_updated_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_formstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_apitoken (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    key_hash character varying(64) NOT NULL,
    prefix character varying(16) NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_collection (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0))
);

ALTER TABLE public.wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_collectionviewrestriction (
    id integer NOT NULL,
    restriction_type character varying(20) NOT NULL,
    password character varying(255) NOT NULL,
    collection_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_collectionviewrestriction_groups (
    id bigint NOT NULL,
    collectionviewrestriction_id integer CONSTRAINT wagtailcore_collectionviewr_collectionviewrestriction__not_null NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_comment (
    id integer NOT NULL,
    text text NOT NULL,
    contentpath text NOT NULL,
    "position" text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    page_id integer NOT NULL,
    resolved_by_id bigint,
    revision_created_id integer,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_commentreply (
    id integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    comment_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_commentreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_groupapprovaltask (
    task_ptr_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_groupapprovaltask_groups (
    id bigint NOT NULL,
    groupapprovaltask_id integer CONSTRAINT wagtailcore_groupapprovaltask_gro_groupapprovaltask_id_not_null NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupapprovaltask_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_groupcollectionpermission (
    id integer NOT NULL,
    collection_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupcollectionpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_grouppagepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    page_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_grouppagepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_groupsitepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL,
    site_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupsitepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_locale (
    id integer NOT NULL,
    language_code character varying(100) NOT NULL
);

ALTER TABLE public.wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_locale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_modellogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_modellogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    object_id character varying(255) NOT NULL,
    content_type_id integer,
    user_id bigint,
    uuid uuid,
    revision_id integer
);

ALTER TABLE public.wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_modellogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_page (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    title character varying(255) NOT NULL,
    slug character varying(255) NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    url_path text NOT NULL,
    seo_title character varying(255) NOT NULL,
    show_in_menus boolean NOT NULL,
    search_description text NOT NULL,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    content_type_id integer NOT NULL,
    owner_id bigint,
    locked boolean NOT NULL,
    latest_revision_created_at timestamp with time zone,
    first_published_at timestamp with time zone,
    live_revision_id integer,
    last_published_at timestamp with time zone,
    draft_title character varying(255) NOT NULL,
    locked_at timestamp with time zone,
    locked_by_id bigint,
    translation_key uuid NOT NULL,
    locale_id integer NOT NULL,
    alias_of_id integer,
    latest_revision_id integer,
    CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0))
);

ALTER TABLE public.wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_pagelogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_pagelogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    content_type_id integer,
    page_id integer NOT NULL,
    revision_id integer,
    user_id bigint,
    uuid uuid
);

ALTER TABLE public.wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagelogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_revision (
    id integer CONSTRAINT wagtailcore_pagerevision_id_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT wagtailcore_pagerevision_created_at_not_null NOT NULL,
    content jsonb CONSTRAINT wagtailcore_pagerevision_content_json_not_null NOT NULL,
    approved_go_live_at timestamp with time zone,
    object_id character varying(255) CONSTRAINT wagtailcore_pagerevision_page_id_not_null NOT NULL,
    user_id bigint,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL,
    object_str text NOT NULL
);

ALTER TABLE public.wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_pagesubscription (
    id integer NOT NULL,
    comment_notifications boolean NOT NULL,
    page_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagesubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_pageviewrestriction (
    id integer NOT NULL,
    password character varying(255) NOT NULL,
    page_id integer NOT NULL,
    restriction_type character varying(20) NOT NULL
);

CREATE TABLE public.wagtailcore_pageviewrestriction_groups (
    id bigint NOT NULL,
    pageviewrestriction_id integer CONSTRAINT wagtailcore_pageviewrestriction_pageviewrestriction_id_not_null NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_referenceindex (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    to_object_id character varying(255) NOT NULL,
    model_path text NOT NULL,
    content_path text NOT NULL,
    content_path_hash uuid NOT NULL,
    base_content_type_id integer NOT NULL,
    content_type_id integer NOT NULL,
    to_content_type_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_referenceindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_site (
    id integer NOT NULL,
    hostname character varying(255) NOT NULL,
    port integer NOT NULL,
    is_default_site boolean NOT NULL,
    root_page_id integer NOT NULL,
    site_name character varying(255) NOT NULL
);

ALTER TABLE public.wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_task (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL,
    content_type_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_taskstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_type_id integer NOT NULL,
    revision_id integer CONSTRAINT wagtailcore_taskstate_page_revision_id_not_null NOT NULL,
    task_id integer NOT NULL,
    workflow_state_id integer NOT NULL,
    finished_by_id bigint,
    comment text NOT NULL
);

ALTER TABLE public.wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_taskstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_uploadedfile (
    id integer NOT NULL,
    file character varying(200) NOT NULL,
    for_content_type_id integer,
    uploaded_by_user_id bigint
);

ALTER TABLE public.wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_uploadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_workflow (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL
);

ALTER TABLE public.wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_workflowcontenttype (
    content_type_id integer NOT NULL,
    workflow_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_workflowpage (
    page_id integer NOT NULL,
    workflow_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_workflowstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    current_task_state_id integer,
    object_id character varying(255) CONSTRAINT wagtailcore_workflowstate_page_id_not_null NOT NULL,
    requested_by_id bigint,
    workflow_id integer NOT NULL,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_workflowtask (
    id integer NOT NULL,
    sort_order integer,
    task_id integer NOT NULL,
    workflow_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtaildocs_document (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_user_id bigint,
    collection_id integer NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0))
);

ALTER TABLE public.wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtaildocs_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailembeds_embed (
    id integer NOT NULL,
    url text NOT NULL,
    max_width smallint,
    type character varying(10) NOT NULL,
    html text NOT NULL,
    title text NOT NULL,
    author_name text NOT NULL,
    provider_name text NOT NULL,
    thumbnail_url text NOT NULL,
    width integer,
    height integer,
    last_updated timestamp with time zone NOT NULL,
    hash character varying(32) NOT NULL,
    cache_until timestamp with time zone
);

ALTER TABLE public.wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailembeds_embed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailimages_image (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    uploaded_by_user_id bigint,
    file_size integer,
    collection_id integer NOT NULL,
    file_hash character varying(40) NOT NULL,
    description character varying(255) NOT NULL,
    CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0))
);

ALTER TABLE public.wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailimages_rendition (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    filter_spec character varying(255) NOT NULL,
    image_id integer NOT NULL
);

ALTER TABLE public.wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailredirects_redirect (
    id integer NOT NULL,
    old_path character varying(255) NOT NULL,
    is_permanent boolean NOT NULL,
    redirect_link character varying(255) NOT NULL,
    redirect_page_id integer,
    site_id integer,
    automatically_created boolean NOT NULL,
    created_at timestamp with time zone,
    redirect_page_route_path character varying(255) NOT NULL
);

ALTER TABLE public.wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailredirects_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailsearch_indexentry (
    id integer NOT NULL,
    object_id character varying(50) NOT NULL,
    title_norm double precision NOT NULL,
    content_type_id integer NOT NULL,
    autocomplete tsvector NOT NULL,
    title tsvector NOT NULL,
    body tsvector NOT NULL,
    title_text text NOT NULL,
    body_text text NOT NULL
);

ALTER TABLE public.wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailsearch_indexentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailusers_userprofile (
    id integer NOT NULL,
    submitted_notifications boolean NOT NULL,
    approved_notifications boolean NOT NULL,
    rejected_notifications boolean NOT NULL,
    user_id bigint NOT NULL,
    preferred_language character varying(10) NOT NULL,
    current_time_zone character varying(40) NOT NULL,
    avatar character varying(100) NOT NULL,
    updated_comments_notifications boolean CONSTRAINT wagtailusers_userprofile_updated_comments_notification_not_null NOT NULL,
    dismissibles jsonb NOT NULL,
    theme character varying(40) NOT NULL,
    density character varying(40) NOT NULL,
    contrast character varying(40) NOT NULL,
    keyboard_shortcuts boolean NOT NULL
);

ALTER TABLE public.wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailusers_userprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

INSERT INTO public.auth_group VALUES
	(1, 'Moderators'),
	(2, 'Editors');

INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 109),
	(2, 2, 109),
	(3, 1, 112),
	(4, 1, 110),
	(5, 1, 111),
	(6, 2, 112),
	(7, 2, 110),
	(8, 2, 111),
	(9, 1, 113),
	(10, 2, 113),
	(11, 1, 114),
	(12, 1, 115),
	(13, 1, 116),
	(14, 2, 114),
	(15, 2, 115),
	(16, 2, 116),
	(17, 1, 117),
	(18, 2, 117);

INSERT INTO public.auth_permission VALUES
	(1, 'Can add locale', 3, 'add_locale'),
	(2, 'Can change locale', 3, 'change_locale'),
	(3, 'Can delete locale', 3, 'delete_locale'),
	(4, 'Can view locale', 3, 'view_locale'),
	(5, 'Can add site', 4, 'add_site'),
	(6, 'Can change site', 4, 'change_site'),
	(7, 'Can delete site', 4, 'delete_site'),
	(8, 'Can view site', 4, 'view_site'),
	(9, 'Can add group site permission', 5, 'add_groupsitepermission'),
	(10, 'Can change group site permission', 5, 'change_groupsitepermission'),
	(11, 'Can delete group site permission', 5, 'delete_groupsitepermission'),
	(12, 'Can view group site permission', 5, 'view_groupsitepermission'),
	(13, 'Can add API token', 6, 'add_apitoken'),
	(14, 'Can change API token', 6, 'change_apitoken'),
	(15, 'Can delete API token', 6, 'delete_apitoken'),
	(16, 'Can view API token', 6, 'view_apitoken'),
	(17, 'Can add model log entry', 7, 'add_modellogentry'),
	(18, 'Can change model log entry', 7, 'change_modellogentry'),
	(19, 'Can delete model log entry', 7, 'delete_modellogentry'),
	(20, 'Can view model log entry', 7, 'view_modellogentry'),
	(21, 'Can add revision', 8, 'add_revision'),
	(22, 'Can change revision', 8, 'change_revision'),
	(23, 'Can delete revision', 8, 'delete_revision'),
	(24, 'Can view revision', 8, 'view_revision'),
	(25, 'Can add collection view restriction', 9, 'add_collectionviewrestriction'),
	(26, 'Can change collection view restriction', 9, 'change_collectionviewrestriction'),
	(27, 'Can delete collection view restriction', 9, 'delete_collectionviewrestriction'),
	(28, 'Can view collection view restriction', 9, 'view_collectionviewrestriction'),
	(29, 'Can add collection', 10, 'add_collection'),
	(30, 'Can change collection', 10, 'change_collection'),
	(31, 'Can delete collection', 10, 'delete_collection'),
	(32, 'Can view collection', 10, 'view_collection'),
	(33, 'Can add group collection permission', 11, 'add_groupcollectionpermission'),
	(34, 'Can change group collection permission', 11, 'change_groupcollectionpermission'),
	(35, 'Can delete group collection permission', 11, 'delete_groupcollectionpermission'),
	(36, 'Can view group collection permission', 11, 'view_groupcollectionpermission'),
	(37, 'Can add uploaded file', 12, 'add_uploadedfile'),
	(38, 'Can change uploaded file', 12, 'change_uploadedfile'),
	(39, 'Can delete uploaded file', 12, 'delete_uploadedfile'),
	(40, 'Can view uploaded file', 12, 'view_uploadedfile'),
	(41, 'Can add workflow content type', 13, 'add_workflowcontenttype'),
	(42, 'Can change workflow content type', 13, 'change_workflowcontenttype'),
	(43, 'Can delete workflow content type', 13, 'delete_workflowcontenttype'),
	(44, 'Can view workflow content type', 13, 'view_workflowcontenttype'),
	(45, 'Can add Workflow state', 14, 'add_workflowstate'),
	(46, 'Can change Workflow state', 14, 'change_workflowstate'),
	(47, 'Can delete Workflow state', 14, 'delete_workflowstate'),
	(48, 'Can view Workflow state', 14, 'view_workflowstate'),
	(49, 'Can add workflow', 15, 'add_workflow'),
	(50, 'Can change workflow', 15, 'change_workflow'),
	(51, 'Can delete workflow', 15, 'delete_workflow'),
	(52, 'Can view workflow', 15, 'view_workflow'),
	(53, 'Can add workflow task order', 16, 'add_workflowtask'),
	(54, 'Can change workflow task order', 16, 'change_workflowtask'),
	(55, 'Can delete workflow task order', 16, 'delete_workflowtask'),
	(56, 'Can view workflow task order', 16, 'view_workflowtask'),
	(57, 'Can add task', 17, 'add_task'),
	(58, 'Can change task', 17, 'change_task'),
	(59, 'Can delete task', 17, 'delete_task'),
	(60, 'Can view task', 17, 'view_task'),
	(61, 'Can add Group approval task', 2, 'add_groupapprovaltask'),
	(62, 'Can change Group approval task', 2, 'change_groupapprovaltask'),
	(63, 'Can delete Group approval task', 2, 'delete_groupapprovaltask'),
	(64, 'Can view Group approval task', 2, 'view_groupapprovaltask'),
	(65, 'Can add Task state', 18, 'add_taskstate'),
	(66, 'Can change Task state', 18, 'change_taskstate'),
	(67, 'Can delete Task state', 18, 'delete_taskstate'),
	(68, 'Can view Task state', 18, 'view_taskstate'),
	(69, 'Can add page', 1, 'add_page'),
	(70, 'Can change page', 1, 'change_page'),
	(71, 'Can delete page', 1, 'delete_page'),
	(72, 'Can view page', 1, 'view_page'),
	(73, 'Delete pages with children', 1, 'bulk_delete_page'),
	(74, 'Lock/unlock pages you''ve locked', 1, 'lock_page'),
	(75, 'Publish any page', 1, 'publish_page'),
	(76, 'Unlock any page', 1, 'unlock_page'),
	(77, 'Can add group page permission', 19, 'add_grouppagepermission'),
	(78, 'Can change group page permission', 19, 'change_grouppagepermission'),
	(79, 'Can delete group page permission', 19, 'delete_grouppagepermission'),
	(80, 'Can view group page permission', 19, 'view_grouppagepermission'),
	(81, 'Can add page view restriction', 20, 'add_pageviewrestriction'),
	(82, 'Can change page view restriction', 20, 'change_pageviewrestriction'),
	(83, 'Can delete page view restriction', 20, 'delete_pageviewrestriction'),
	(84, 'Can view page view restriction', 20, 'view_pageviewrestriction'),
	(85, 'Can add workflow page', 21, 'add_workflowpage'),
	(86, 'Can change workflow page', 21, 'change_workflowpage'),
	(87, 'Can delete workflow page', 21, 'delete_workflowpage'),
	(88, 'Can view workflow page', 21, 'view_workflowpage'),
	(89, 'Can add page log entry', 22, 'add_pagelogentry'),
	(90, 'Can change page log entry', 22, 'change_pagelogentry'),
	(91, 'Can delete page log entry', 22, 'delete_pagelogentry'),
	(92, 'Can view page log entry', 22, 'view_pagelogentry'),
	(93, 'Can add comment', 23, 'add_comment'),
	(94, 'Can change comment', 23, 'change_comment'),
	(95, 'Can delete comment', 23, 'delete_comment'),
	(96, 'Can view comment', 23, 'view_comment'),
	(97, 'Can add comment reply', 24, 'add_commentreply'),
	(98, 'Can change comment reply', 24, 'change_commentreply'),
	(99, 'Can delete comment reply', 24, 'delete_commentreply'),
	(100, 'Can view comment reply', 24, 'view_commentreply'),
	(101, 'Can add page subscription', 25, 'add_pagesubscription'),
	(102, 'Can change page subscription', 25, 'change_pagesubscription'),
	(103, 'Can delete page subscription', 25, 'delete_pagesubscription'),
	(104, 'Can view page subscription', 25, 'view_pagesubscription'),
	(105, 'Can add reference index', 26, 'add_referenceindex'),
	(106, 'Can change reference index', 26, 'change_referenceindex'),
	(107, 'Can delete reference index', 26, 'delete_referenceindex'),
	(108, 'Can view reference index', 26, 'view_referenceindex'),
	(109, 'Can access Wagtail admin', 27, 'access_admin'),
	(110, 'Can add document', 28, 'add_document'),
	(111, 'Can change document', 28, 'change_document'),
	(112, 'Can delete document', 28, 'delete_document'),
	(113, 'Can choose document', 28, 'choose_document'),
	(114, 'Can add image', 29, 'add_image'),
	(115, 'Can change image', 29, 'change_image'),
	(116, 'Can delete image', 29, 'delete_image'),
	(117, 'Can choose image', 29, 'choose_image'),
	(118, 'Can add permission', 30, 'add_permission'),
	(119, 'Can change permission', 30, 'change_permission'),
	(120, 'Can delete permission', 30, 'delete_permission'),
	(121, 'Can view permission', 30, 'view_permission'),
	(122, 'Can add group', 31, 'add_group'),
	(123, 'Can change group', 31, 'change_group'),
	(124, 'Can delete group', 31, 'delete_group'),
	(125, 'Can view group', 31, 'view_group'),
	(126, 'Can add content type', 32, 'add_contenttype'),
	(127, 'Can change content type', 32, 'change_contenttype'),
	(128, 'Can delete content type', 32, 'delete_contenttype'),
	(129, 'Can view content type', 32, 'view_contenttype'),
	(130, 'Can add session', 33, 'add_session'),
	(131, 'Can change session', 33, 'change_session'),
	(132, 'Can delete session', 33, 'delete_session'),
	(133, 'Can view session', 33, 'view_session'),
	(134, 'Can add site', 34, 'add_site'),
	(135, 'Can change site', 34, 'change_site'),
	(136, 'Can delete site', 34, 'delete_site'),
	(137, 'Can view site', 34, 'view_site'),
	(138, 'Can add quality sign', 35, 'add_qualitysign'),
	(139, 'Can change quality sign', 35, 'change_qualitysign'),
	(140, 'Can delete quality sign', 35, 'delete_qualitysign'),
	(141, 'Can view quality sign', 35, 'view_qualitysign'),
	(142, 'Can add cooperative', 36, 'add_cooperative'),
	(143, 'Can change cooperative', 36, 'change_cooperative'),
	(144, 'Can delete cooperative', 36, 'delete_cooperative'),
	(145, 'Can view cooperative', 36, 'view_cooperative'),
	(146, 'Can add membership', 37, 'add_membership'),
	(147, 'Can change membership', 37, 'change_membership'),
	(148, 'Can delete membership', 37, 'delete_membership'),
	(149, 'Can view membership', 37, 'view_membership'),
	(150, 'Can add sign held', 38, 'add_signheld'),
	(151, 'Can change sign held', 38, 'change_signheld'),
	(152, 'Can delete sign held', 38, 'delete_signheld'),
	(153, 'Can view sign held', 38, 'view_signheld'),
	(154, 'Can add support programme', 39, 'add_supportprogramme'),
	(155, 'Can change support programme', 39, 'change_supportprogramme'),
	(156, 'Can delete support programme', 39, 'delete_supportprogramme'),
	(157, 'Can view support programme', 39, 'view_supportprogramme'),
	(158, 'Can add union membership', 40, 'add_unionmembership'),
	(159, 'Can change union membership', 40, 'change_unionmembership'),
	(160, 'Can delete union membership', 40, 'delete_unionmembership'),
	(161, 'Can view union membership', 40, 'view_unionmembership'),
	(162, 'Can add user', 41, 'add_user'),
	(163, 'Can change user', 41, 'change_user'),
	(164, 'Can delete user', 41, 'delete_user'),
	(165, 'Can view user', 41, 'view_user'),
	(166, 'Can add used token', 42, 'add_usedtoken'),
	(167, 'Can change used token', 42, 'change_usedtoken'),
	(168, 'Can delete used token', 42, 'delete_usedtoken'),
	(169, 'Can view used token', 42, 'view_usedtoken'),
	(170, 'Can add status change', 43, 'add_statuschange'),
	(171, 'Can change status change', 43, 'change_statuschange'),
	(172, 'Can delete status change', 43, 'delete_statuschange'),
	(173, 'Can view status change', 43, 'view_statuschange'),
	(174, 'Can add audit entry', 44, 'add_auditentry'),
	(175, 'Can change audit entry', 44, 'change_auditentry'),
	(176, 'Can delete audit entry', 44, 'delete_auditentry'),
	(177, 'Can view audit entry', 44, 'view_auditentry'),
	(178, 'Can add heartbeat', 45, 'add_heartbeat'),
	(179, 'Can change heartbeat', 45, 'change_heartbeat'),
	(180, 'Can delete heartbeat', 45, 'delete_heartbeat'),
	(181, 'Can view heartbeat', 45, 'view_heartbeat'),
	(182, 'Can add job', 46, 'add_job'),
	(183, 'Can change job', 46, 'change_job'),
	(184, 'Can delete job', 46, 'delete_job'),
	(185, 'Can view job', 46, 'view_job'),
	(186, 'Can add message', 47, 'add_message'),
	(187, 'Can change message', 47, 'change_message'),
	(188, 'Can delete message', 47, 'delete_message'),
	(189, 'Can view message', 47, 'view_message'),
	(190, 'Can add province', 48, 'add_province'),
	(191, 'Can change province', 48, 'change_province'),
	(192, 'Can delete province', 48, 'delete_province'),
	(193, 'Can view province', 48, 'view_province'),
	(194, 'Can add region', 49, 'add_region'),
	(195, 'Can change region', 49, 'change_region'),
	(196, 'Can delete region', 49, 'delete_region'),
	(197, 'Can view region', 49, 'view_region'),
	(198, 'Can add commune', 50, 'add_commune'),
	(199, 'Can change commune', 50, 'change_commune'),
	(200, 'Can delete commune', 50, 'delete_commune'),
	(201, 'Can view commune', 50, 'view_commune'),
	(202, 'Can add place', 51, 'add_place'),
	(203, 'Can change place', 51, 'change_place'),
	(204, 'Can delete place', 51, 'delete_place'),
	(205, 'Can view place', 51, 'view_place'),
	(206, 'Can add ledger account', 52, 'add_ledgeraccount'),
	(207, 'Can change ledger account', 52, 'change_ledgeraccount'),
	(208, 'Can delete ledger account', 52, 'delete_ledgeraccount'),
	(209, 'Can view ledger account', 52, 'view_ledgeraccount'),
	(210, 'Can add ledger transaction', 53, 'add_ledgertransaction'),
	(211, 'Can change ledger transaction', 53, 'change_ledgertransaction'),
	(212, 'Can delete ledger transaction', 53, 'delete_ledgertransaction'),
	(213, 'Can view ledger transaction', 53, 'view_ledgertransaction'),
	(214, 'Can add ledger entry', 54, 'add_ledgerentry'),
	(215, 'Can change ledger entry', 54, 'change_ledgerentry'),
	(216, 'Can delete ledger entry', 54, 'delete_ledgerentry'),
	(217, 'Can view ledger entry', 54, 'view_ledgerentry'),
	(218, 'Can add balance checkpoint', 55, 'add_balancecheckpoint'),
	(219, 'Can change balance checkpoint', 55, 'change_balancecheckpoint'),
	(220, 'Can delete balance checkpoint', 55, 'delete_balancecheckpoint'),
	(221, 'Can view balance checkpoint', 55, 'view_balancecheckpoint'),
	(222, 'Can add bank account', 56, 'add_bankaccount'),
	(223, 'Can change bank account', 56, 'change_bankaccount'),
	(224, 'Can delete bank account', 56, 'delete_bankaccount'),
	(225, 'Can view bank account', 56, 'view_bankaccount'),
	(226, 'Can add end of a month', 57, 'add_monthend'),
	(227, 'Can change end of a month', 57, 'change_monthend'),
	(228, 'Can delete end of a month', 57, 'delete_monthend'),
	(229, 'Can view end of a month', 57, 'view_monthend'),
	(230, 'Can add payout', 58, 'add_payout'),
	(231, 'Can change payout', 58, 'change_payout'),
	(232, 'Can delete payout', 58, 'delete_payout'),
	(233, 'Can view payout', 58, 'view_payout'),
	(234, 'Can add payout mark', 59, 'add_payoutmark'),
	(235, 'Can change payout mark', 59, 'change_payoutmark'),
	(236, 'Can delete payout mark', 59, 'delete_payoutmark'),
	(237, 'Can view payout mark', 59, 'view_payoutmark'),
	(238, 'Can add payout run', 60, 'add_payoutrun'),
	(239, 'Can change payout run', 60, 'change_payoutrun'),
	(240, 'Can delete payout run', 60, 'delete_payoutrun'),
	(241, 'Can view payout run', 60, 'view_payoutrun'),
	(242, 'Can add cooperative left out of a run', 61, 'add_payoutexclusion'),
	(243, 'Can change cooperative left out of a run', 61, 'change_payoutexclusion'),
	(244, 'Can delete cooperative left out of a run', 61, 'delete_payoutexclusion'),
	(245, 'Can view cooperative left out of a run', 61, 'view_payoutexclusion'),
	(246, 'Can add addressee of postal orders', 62, 'add_postaladdressee'),
	(247, 'Can change addressee of postal orders', 62, 'change_postaladdressee'),
	(248, 'Can delete addressee of postal orders', 62, 'delete_postaladdressee'),
	(249, 'Can view addressee of postal orders', 62, 'view_postaladdressee'),
	(250, 'Can add settlement', 63, 'add_settlement'),
	(251, 'Can change settlement', 63, 'change_settlement'),
	(252, 'Can delete settlement', 63, 'delete_settlement'),
	(253, 'Can view settlement', 63, 'view_settlement'),
	(254, 'Can add settlement line', 64, 'add_settlementline'),
	(255, 'Can change settlement line', 64, 'change_settlementline'),
	(256, 'Can delete settlement line', 64, 'delete_settlementline'),
	(257, 'Can view settlement line', 64, 'view_settlementline'),
	(258, 'Can add work', 65, 'add_work'),
	(259, 'Can change work', 65, 'change_work'),
	(260, 'Can delete work', 65, 'delete_work'),
	(261, 'Can view work', 65, 'view_work'),
	(262, 'Can add paper', 66, 'add_paper'),
	(263, 'Can change paper', 66, 'change_paper'),
	(264, 'Can delete paper', 66, 'delete_paper'),
	(265, 'Can view paper', 66, 'view_paper'),
	(266, 'Can add paper page', 67, 'add_paperpage'),
	(267, 'Can change paper page', 67, 'change_paperpage'),
	(268, 'Can delete paper page', 67, 'delete_paperpage'),
	(269, 'Can view paper page', 67, 'view_paperpage'),
	(270, 'Can add consent', 68, 'add_consent'),
	(271, 'Can change consent', 68, 'change_consent'),
	(272, 'Can delete consent', 68, 'delete_consent'),
	(273, 'Can view consent', 68, 'view_consent'),
	(274, 'Can add field agent', 69, 'add_fieldagent'),
	(275, 'Can change field agent', 69, 'change_fieldagent'),
	(276, 'Can delete field agent', 69, 'delete_fieldagent'),
	(277, 'Can view field agent', 69, 'view_fieldagent'),
	(278, 'Can add mandate', 70, 'add_mandate'),
	(279, 'Can change mandate', 70, 'change_mandate'),
	(280, 'Can delete mandate', 70, 'delete_mandate'),
	(281, 'Can view mandate', 70, 'view_mandate'),
	(282, 'Can add recovery', 71, 'add_recovery'),
	(283, 'Can change recovery', 71, 'change_recovery'),
	(284, 'Can delete recovery', 71, 'delete_recovery'),
	(285, 'Can view recovery', 71, 'view_recovery'),
	(286, 'Can add invitation', 72, 'add_invitation'),
	(287, 'Can change invitation', 72, 'change_invitation'),
	(288, 'Can delete invitation', 72, 'delete_invitation'),
	(289, 'Can view invitation', 72, 'view_invitation'),
	(290, 'Can add closed period', 73, 'add_closedperiod'),
	(291, 'Can change closed period', 73, 'change_closedperiod'),
	(292, 'Can delete closed period', 73, 'delete_closedperiod'),
	(293, 'Can view closed period', 73, 'view_closedperiod'),
	(294, 'Can add push subscription', 74, 'add_pushsubscription'),
	(295, 'Can change push subscription', 74, 'change_pushsubscription'),
	(296, 'Can delete push subscription', 74, 'delete_pushsubscription'),
	(297, 'Can view push subscription', 74, 'view_pushsubscription'),
	(298, 'Can add Product category hierarchy', 75, 'add_productcategoryhierarchy'),
	(299, 'Can change Product category hierarchy', 75, 'change_productcategoryhierarchy'),
	(300, 'Can delete Product category hierarchy', 75, 'delete_productcategoryhierarchy'),
	(301, 'Can view Product category hierarchy', 75, 'view_productcategoryhierarchy'),
	(302, 'Can add Attribute option group', 76, 'add_attributeoptiongroup'),
	(303, 'Can change Attribute option group', 76, 'change_attributeoptiongroup'),
	(304, 'Can delete Attribute option group', 76, 'delete_attributeoptiongroup'),
	(305, 'Can view Attribute option group', 76, 'view_attributeoptiongroup'),
	(306, 'Can add Category', 77, 'add_category'),
	(307, 'Can change Category', 77, 'change_category'),
	(308, 'Can delete Category', 77, 'delete_category'),
	(309, 'Can view Category', 77, 'view_category'),
	(310, 'Can add Attribute option', 78, 'add_attributeoption'),
	(311, 'Can change Attribute option', 78, 'change_attributeoption'),
	(312, 'Can delete Attribute option', 78, 'delete_attributeoption'),
	(313, 'Can view Attribute option', 78, 'view_attributeoption'),
	(314, 'Can add Option', 79, 'add_option'),
	(315, 'Can change Option', 79, 'change_option'),
	(316, 'Can delete Option', 79, 'delete_option'),
	(317, 'Can view Option', 79, 'view_option'),
	(318, 'Can add Product', 80, 'add_product'),
	(319, 'Can change Product', 80, 'change_product'),
	(320, 'Can delete Product', 80, 'delete_product'),
	(321, 'Can view Product', 80, 'view_product'),
	(322, 'Can add Product attribute', 81, 'add_productattribute'),
	(323, 'Can change Product attribute', 81, 'change_productattribute'),
	(324, 'Can delete Product attribute', 81, 'delete_productattribute'),
	(325, 'Can view Product attribute', 81, 'view_productattribute'),
	(326, 'Can add Product attribute value', 82, 'add_productattributevalue'),
	(327, 'Can change Product attribute value', 82, 'change_productattributevalue'),
	(328, 'Can delete Product attribute value', 82, 'delete_productattributevalue'),
	(329, 'Can view Product attribute value', 82, 'view_productattributevalue'),
	(330, 'Can add Product category', 83, 'add_productcategory'),
	(331, 'Can change Product category', 83, 'change_productcategory'),
	(332, 'Can delete Product category', 83, 'delete_productcategory'),
	(333, 'Can view Product category', 83, 'view_productcategory'),
	(334, 'Can add Product class', 84, 'add_productclass'),
	(335, 'Can change Product class', 84, 'change_productclass'),
	(336, 'Can delete Product class', 84, 'delete_productclass'),
	(337, 'Can view Product class', 84, 'view_productclass'),
	(338, 'Can add Product image', 85, 'add_productimage'),
	(339, 'Can change Product image', 85, 'change_productimage'),
	(340, 'Can delete Product image', 85, 'delete_productimage'),
	(341, 'Can view Product image', 85, 'view_productimage'),
	(342, 'Can add Product recommendation', 86, 'add_productrecommendation'),
	(343, 'Can change Product recommendation', 86, 'change_productrecommendation'),
	(344, 'Can delete Product recommendation', 86, 'delete_productrecommendation'),
	(345, 'Can view Product recommendation', 86, 'view_productrecommendation'),
	(346, 'Can add Fulfillment partner', 87, 'add_partner'),
	(347, 'Can change Fulfillment partner', 87, 'change_partner'),
	(348, 'Can delete Fulfillment partner', 87, 'delete_partner'),
	(349, 'Can view Fulfillment partner', 87, 'view_partner'),
	(350, 'Can access dashboard', 87, 'dashboard_access'),
	(351, 'Can add Partner address', 88, 'add_partneraddress'),
	(352, 'Can change Partner address', 88, 'change_partneraddress'),
	(353, 'Can delete Partner address', 88, 'delete_partneraddress'),
	(354, 'Can view Partner address', 88, 'view_partneraddress'),
	(355, 'Can add Stock record', 89, 'add_stockrecord'),
	(356, 'Can change Stock record', 89, 'change_stockrecord'),
	(357, 'Can delete Stock record', 89, 'delete_stockrecord'),
	(358, 'Can view Stock record', 89, 'view_stockrecord'),
	(359, 'Can add stock movement', 90, 'add_stockmovement'),
	(360, 'Can change stock movement', 90, 'change_stockmovement'),
	(361, 'Can delete stock movement', 90, 'delete_stockmovement'),
	(362, 'Can view stock movement', 90, 'view_stockmovement'),
	(363, 'Can add stock holding', 91, 'add_stockholding'),
	(364, 'Can change stock holding', 91, 'change_stockholding'),
	(365, 'Can delete stock holding', 91, 'delete_stockholding'),
	(366, 'Can view stock holding', 91, 'view_stockholding'),
	(367, 'Can add Stock alert', 92, 'add_stockalert'),
	(368, 'Can change Stock alert', 92, 'change_stockalert'),
	(369, 'Can delete Stock alert', 92, 'delete_stockalert'),
	(370, 'Can view Stock alert', 92, 'view_stockalert'),
	(371, 'Can add shortage', 93, 'add_shortage'),
	(372, 'Can change shortage', 93, 'change_shortage'),
	(373, 'Can delete shortage', 93, 'delete_shortage'),
	(374, 'Can view shortage', 93, 'view_shortage'),
	(375, 'Can add product kind', 94, 'add_productkind'),
	(376, 'Can change product kind', 94, 'change_productkind'),
	(377, 'Can delete product kind', 94, 'delete_productkind'),
	(378, 'Can view product kind', 94, 'view_productkind'),
	(379, 'Can add product revision', 95, 'add_productrevision'),
	(380, 'Can change product revision', 95, 'change_productrevision'),
	(381, 'Can delete product revision', 95, 'delete_productrevision'),
	(382, 'Can view product revision', 95, 'view_productrevision'),
	(383, 'Can add lot', 96, 'add_lot'),
	(384, 'Can change lot', 96, 'change_lot'),
	(385, 'Can delete lot', 96, 'delete_lot'),
	(386, 'Can view lot', 96, 'view_lot'),
	(387, 'Can add product sheet', 97, 'add_productsheet'),
	(388, 'Can change product sheet', 97, 'change_productsheet'),
	(389, 'Can delete product sheet', 97, 'delete_productsheet'),
	(390, 'Can view product sheet', 97, 'view_productsheet'),
	(391, 'Can add sheet row', 98, 'add_sheetrow'),
	(392, 'Can change sheet row', 98, 'change_sheetrow'),
	(393, 'Can delete sheet row', 98, 'delete_sheetrow'),
	(394, 'Can view sheet row', 98, 'view_sheetrow'),
	(395, 'Can add edition day', 99, 'add_editionday'),
	(396, 'Can change edition day', 99, 'change_editionday'),
	(397, 'Can delete edition day', 99, 'delete_editionday'),
	(398, 'Can view edition day', 99, 'view_editionday'),
	(399, 'Can add reference figure', 100, 'add_referencefigure'),
	(400, 'Can change reference figure', 100, 'change_referencefigure'),
	(401, 'Can delete reference figure', 100, 'delete_referencefigure'),
	(402, 'Can view reference figure', 100, 'view_referencefigure'),
	(403, 'Can add edition', 101, 'add_edition'),
	(404, 'Can change edition', 101, 'change_edition'),
	(405, 'Can delete edition', 101, 'delete_edition'),
	(406, 'Can view edition', 101, 'view_edition'),
	(407, 'Can add participation', 102, 'add_participation'),
	(408, 'Can change participation', 102, 'change_participation'),
	(409, 'Can delete participation', 102, 'delete_participation'),
	(410, 'Can view participation', 102, 'view_participation'),
	(411, 'Can add declared total', 103, 'add_declaredtotal'),
	(412, 'Can change declared total', 103, 'change_declaredtotal'),
	(413, 'Can delete declared total', 103, 'delete_declaredtotal'),
	(414, 'Can view declared total', 103, 'view_declaredtotal'),
	(415, 'Can add programme', 104, 'add_programme'),
	(416, 'Can change programme', 104, 'change_programme'),
	(417, 'Can delete programme', 104, 'delete_programme'),
	(418, 'Can view programme', 104, 'view_programme'),
	(419, 'Can add edition membership', 105, 'add_editionmembership'),
	(420, 'Can change edition membership', 105, 'change_editionmembership'),
	(421, 'Can delete edition membership', 105, 'delete_editionmembership'),
	(422, 'Can view edition membership', 105, 'view_editionmembership'),
	(423, 'Can add commission rule', 106, 'add_commissionrule'),
	(424, 'Can change commission rule', 106, 'change_commissionrule'),
	(425, 'Can delete commission rule', 106, 'delete_commissionrule'),
	(426, 'Can view commission rule', 106, 'view_commissionrule'),
	(427, 'Can add public spending', 107, 'add_publicspending'),
	(428, 'Can change public spending', 107, 'change_publicspending'),
	(429, 'Can delete public spending', 107, 'delete_publicspending'),
	(430, 'Can view public spending', 107, 'view_publicspending'),
	(431, 'Can add scheduled export', 108, 'add_scheduledexport'),
	(432, 'Can change scheduled export', 108, 'change_scheduledexport'),
	(433, 'Can delete scheduled export', 108, 'delete_scheduledexport'),
	(434, 'Can view scheduled export', 108, 'view_scheduledexport'),
	(435, 'Can add export file', 109, 'add_exportfile'),
	(436, 'Can change export file', 109, 'change_exportfile'),
	(437, 'Can delete export file', 109, 'delete_exportfile'),
	(438, 'Can view export file', 109, 'view_exportfile'),
	(439, 'Can add signed contract', 110, 'add_signedcontract'),
	(440, 'Can change signed contract', 110, 'change_signedcontract'),
	(441, 'Can delete signed contract', 110, 'delete_signedcontract'),
	(442, 'Can view signed contract', 110, 'view_signedcontract'),
	(443, 'Can add stall', 111, 'add_stall'),
	(444, 'Can change stall', 111, 'change_stall'),
	(445, 'Can delete stall', 111, 'delete_stall'),
	(446, 'Can view stall', 111, 'view_stall'),
	(447, 'Can add stall assignment', 112, 'add_stallassignment'),
	(448, 'Can change stall assignment', 112, 'change_stallassignment'),
	(449, 'Can delete stall assignment', 112, 'delete_stallassignment'),
	(450, 'Can view stall assignment', 112, 'view_stallassignment'),
	(451, 'Can add stop', 113, 'add_stop'),
	(452, 'Can change stop', 113, 'change_stop'),
	(453, 'Can delete stop', 113, 'delete_stop'),
	(454, 'Can view stop', 113, 'view_stop'),
	(455, 'Can add declared part', 114, 'add_declaredpart'),
	(456, 'Can change declared part', 114, 'change_declaredpart'),
	(457, 'Can delete declared part', 114, 'delete_declaredpart'),
	(458, 'Can view declared part', 114, 'view_declaredpart'),
	(459, 'Can add listing', 115, 'add_listing'),
	(460, 'Can change listing', 115, 'change_listing'),
	(461, 'Can delete listing', 115, 'delete_listing'),
	(462, 'Can view listing', 115, 'view_listing'),
	(463, 'Can add deposit slip', 116, 'add_depositslip'),
	(464, 'Can change deposit slip', 116, 'change_depositslip'),
	(465, 'Can delete deposit slip', 116, 'delete_depositslip'),
	(466, 'Can view deposit slip', 116, 'view_depositslip'),
	(467, 'Can add cash handover', 117, 'add_cashhandover'),
	(468, 'Can change cash handover', 117, 'change_cashhandover'),
	(469, 'Can delete cash handover', 117, 'delete_cashhandover'),
	(470, 'Can view cash handover', 117, 'view_cashhandover'),
	(471, 'Can add coarse cell', 118, 'add_coarsecell'),
	(472, 'Can change coarse cell', 118, 'change_coarsecell'),
	(473, 'Can delete coarse cell', 118, 'delete_coarsecell'),
	(474, 'Can view coarse cell', 118, 'view_coarsecell'),
	(475, 'Can add detail cell', 119, 'add_detailcell'),
	(476, 'Can change detail cell', 119, 'change_detailcell'),
	(477, 'Can delete detail cell', 119, 'delete_detailcell'),
	(478, 'Can view detail cell', 119, 'view_detailcell'),
	(479, 'Can add edition summary', 120, 'add_editionsummary'),
	(480, 'Can change edition summary', 120, 'change_editionsummary'),
	(481, 'Can delete edition summary', 120, 'delete_editionsummary'),
	(482, 'Can view edition summary', 120, 'view_editionsummary'),
	(483, 'Can add public cell', 121, 'add_publiccell'),
	(484, 'Can change public cell', 121, 'change_publiccell'),
	(485, 'Can delete public cell', 121, 'delete_publiccell'),
	(486, 'Can view public cell', 121, 'view_publiccell'),
	(487, 'Can add revenue line', 122, 'add_revenueline'),
	(488, 'Can change revenue line', 122, 'change_revenueline'),
	(489, 'Can delete revenue line', 122, 'delete_revenueline'),
	(490, 'Can view revenue line', 122, 'view_revenueline'),
	(491, 'Can add cashier', 123, 'add_cashier'),
	(492, 'Can change cashier', 123, 'change_cashier'),
	(493, 'Can delete cashier', 123, 'delete_cashier'),
	(494, 'Can view cashier', 123, 'view_cashier'),
	(495, 'Can add sale', 124, 'add_sale'),
	(496, 'Can change sale', 124, 'change_sale'),
	(497, 'Can delete sale', 124, 'delete_sale'),
	(498, 'Can view sale', 124, 'view_sale'),
	(499, 'Can add sale line', 125, 'add_saleline'),
	(500, 'Can change sale line', 125, 'change_saleline'),
	(501, 'Can delete sale line', 125, 'delete_saleline'),
	(502, 'Can view sale line', 125, 'view_saleline'),
	(503, 'Can add till', 126, 'add_till'),
	(504, 'Can change till', 126, 'change_till'),
	(505, 'Can delete till', 126, 'delete_till'),
	(506, 'Can view till', 126, 'view_till'),
	(507, 'Can add quarantined record', 127, 'add_quarantinedrecord'),
	(508, 'Can change quarantined record', 127, 'change_quarantinedrecord'),
	(509, 'Can delete quarantined record', 127, 'delete_quarantinedrecord'),
	(510, 'Can view quarantined record', 127, 'view_quarantinedrecord'),
	(511, 'Can add till session', 128, 'add_tillsession'),
	(512, 'Can change till session', 128, 'change_tillsession'),
	(513, 'Can delete till session', 128, 'delete_tillsession'),
	(514, 'Can view till session', 128, 'view_tillsession'),
	(515, 'Can add till event', 129, 'add_tillevent'),
	(516, 'Can change till event', 129, 'change_tillevent'),
	(517, 'Can delete till event', 129, 'delete_tillevent'),
	(518, 'Can view till event', 129, 'view_tillevent'),
	(519, 'Can add cash report', 130, 'add_cashreport'),
	(520, 'Can change cash report', 130, 'change_cashreport'),
	(521, 'Can delete cash report', 130, 'delete_cashreport'),
	(522, 'Can view cash report', 130, 'view_cashreport'),
	(523, 'Can add cash report line', 131, 'add_cashreportline'),
	(524, 'Can change cash report line', 131, 'change_cashreportline'),
	(525, 'Can delete cash report line', 131, 'delete_cashreportline'),
	(526, 'Can view cash report line', 131, 'view_cashreportline'),
	(527, 'Can add slip book', 132, 'add_slipbook'),
	(528, 'Can change slip book', 132, 'change_slipbook'),
	(529, 'Can delete slip book', 132, 'delete_slipbook'),
	(530, 'Can view slip book', 132, 'view_slipbook'),
	(531, 'Can add tablet', 133, 'add_tablet'),
	(532, 'Can change tablet', 133, 'change_tablet'),
	(533, 'Can delete tablet', 133, 'delete_tablet'),
	(534, 'Can view tablet', 133, 'view_tablet'),
	(535, 'Can add visit', 134, 'add_visit'),
	(536, 'Can change visit', 134, 'change_visit'),
	(537, 'Can delete visit', 134, 'delete_visit'),
	(538, 'Can view visit', 134, 'view_visit'),
	(539, 'Can add visit conflict', 135, 'add_visitconflict'),
	(540, 'Can change visit conflict', 135, 'change_visitconflict'),
	(541, 'Can delete visit conflict', 135, 'delete_visitconflict'),
	(542, 'Can view visit conflict', 135, 'view_visitconflict'),
	(543, 'Can add visit part', 136, 'add_visitpart'),
	(544, 'Can change visit part', 136, 'change_visitpart'),
	(545, 'Can delete visit part', 136, 'delete_visitpart'),
	(546, 'Can view visit part', 136, 'view_visitpart'),
	(547, 'Can add visit photo', 137, 'add_visitphoto'),
	(548, 'Can change visit photo', 137, 'change_visitphoto'),
	(549, 'Can delete visit photo', 137, 'delete_visitphoto'),
	(550, 'Can view visit photo', 137, 'view_visitphoto'),
	(551, 'Can add estimate', 138, 'add_estimate'),
	(552, 'Can change estimate', 138, 'change_estimate'),
	(553, 'Can delete estimate', 138, 'delete_estimate'),
	(554, 'Can view estimate', 138, 'view_estimate'),
	(555, 'Can add estimated total', 139, 'add_estimatedtotal'),
	(556, 'Can change estimated total', 139, 'change_estimatedtotal'),
	(557, 'Can delete estimated total', 139, 'delete_estimatedtotal'),
	(558, 'Can view estimated total', 139, 'view_estimatedtotal'),
	(559, 'Can add quarantined visit', 140, 'add_quarantinedvisit'),
	(560, 'Can change quarantined visit', 140, 'change_quarantinedvisit'),
	(561, 'Can delete quarantined visit', 140, 'delete_quarantinedvisit'),
	(562, 'Can view quarantined visit', 140, 'view_quarantinedvisit'),
	(563, 'Can add round', 141, 'add_round'),
	(564, 'Can change round', 141, 'change_round'),
	(565, 'Can delete round', 141, 'delete_round'),
	(566, 'Can view round', 141, 'view_round'),
	(567, 'Can add slip', 142, 'add_slip'),
	(568, 'Can change slip', 142, 'change_slip'),
	(569, 'Can delete slip', 142, 'delete_slip'),
	(570, 'Can view slip', 142, 'view_slip'),
	(571, 'Can add sales certificate', 143, 'add_salescertificate'),
	(572, 'Can change sales certificate', 143, 'change_salescertificate'),
	(573, 'Can delete sales certificate', 143, 'delete_salescertificate'),
	(574, 'Can view sales certificate', 143, 'view_salescertificate'),
	(575, 'Can add closing', 144, 'add_closing'),
	(576, 'Can change closing', 144, 'change_closing'),
	(577, 'Can delete closing', 144, 'delete_closing'),
	(578, 'Can view closing', 144, 'view_closing'),
	(579, 'Can add past import', 145, 'add_pastimport'),
	(580, 'Can change past import', 145, 'change_pastimport'),
	(581, 'Can delete past import', 145, 'delete_pastimport'),
	(582, 'Can view past import', 145, 'view_pastimport'),
	(583, 'Can add import row', 146, 'add_importrow'),
	(584, 'Can change import row', 146, 'change_importrow'),
	(585, 'Can delete import row', 146, 'delete_importrow'),
	(586, 'Can view import row', 146, 'view_importrow'),
	(587, 'Can add import proof', 147, 'add_importproof'),
	(588, 'Can change import proof', 147, 'change_importproof'),
	(589, 'Can delete import proof', 147, 'delete_importproof'),
	(590, 'Can view import proof', 147, 'view_importproof'),
	(591, 'Can add call', 148, 'add_call'),
	(592, 'Can change call', 148, 'change_call'),
	(593, 'Can delete call', 148, 'delete_call'),
	(594, 'Can view call', 148, 'view_call'),
	(595, 'Can add criterion', 149, 'add_criterion'),
	(596, 'Can change criterion', 149, 'change_criterion'),
	(597, 'Can delete criterion', 149, 'delete_criterion'),
	(598, 'Can view criterion', 149, 'view_criterion'),
	(599, 'Can add organising body', 150, 'add_organisingbody'),
	(600, 'Can change organising body', 150, 'change_organisingbody'),
	(601, 'Can delete organising body', 150, 'delete_organisingbody'),
	(602, 'Can view organising body', 150, 'view_organisingbody'),
	(603, 'Can add edition body', 151, 'add_editionbody'),
	(604, 'Can change edition body', 151, 'change_editionbody'),
	(605, 'Can delete edition body', 151, 'delete_editionbody'),
	(606, 'Can view edition body', 151, 'view_editionbody'),
	(607, 'Can add quota', 152, 'add_quota'),
	(608, 'Can change quota', 152, 'change_quota'),
	(609, 'Can delete quota', 152, 'delete_quota'),
	(610, 'Can view quota', 152, 'view_quota'),
	(611, 'Can add application product', 153, 'add_applicationproduct'),
	(612, 'Can change application product', 153, 'change_applicationproduct'),
	(613, 'Can delete application product', 153, 'delete_applicationproduct'),
	(614, 'Can view application product', 153, 'view_applicationproduct'),
	(615, 'Can add place offer', 154, 'add_placeoffer'),
	(616, 'Can change place offer', 154, 'change_placeoffer'),
	(617, 'Can delete place offer', 154, 'delete_placeoffer'),
	(618, 'Can view place offer', 154, 'view_placeoffer'),
	(619, 'Can add appeal', 155, 'add_appeal'),
	(620, 'Can change appeal', 155, 'change_appeal'),
	(621, 'Can delete appeal', 155, 'delete_appeal'),
	(622, 'Can view appeal', 155, 'view_appeal'),
	(623, 'Can add application', 156, 'add_application'),
	(624, 'Can change application', 156, 'change_application'),
	(625, 'Can delete application', 156, 'delete_application'),
	(626, 'Can view application', 156, 'view_application'),
	(627, 'Can add decision', 157, 'add_decision'),
	(628, 'Can change decision', 157, 'change_decision'),
	(629, 'Can delete decision', 157, 'delete_decision'),
	(630, 'Can view decision', 157, 'view_decision'),
	(631, 'Can add minutes', 158, 'add_minutes'),
	(632, 'Can change minutes', 158, 'change_minutes'),
	(633, 'Can delete minutes', 158, 'delete_minutes'),
	(634, 'Can view minutes', 158, 'view_minutes'),
	(635, 'Can add recusal', 159, 'add_recusal'),
	(636, 'Can change recusal', 159, 'change_recusal'),
	(637, 'Can delete recusal', 159, 'delete_recusal'),
	(638, 'Can view recusal', 159, 'view_recusal'),
	(639, 'Can add score', 160, 'add_score'),
	(640, 'Can change score', 160, 'change_score'),
	(641, 'Can delete score', 160, 'delete_score'),
	(642, 'Can view score', 160, 'view_score'),
	(643, 'Can add score sheet', 161, 'add_scoresheet'),
	(644, 'Can change score sheet', 161, 'change_scoresheet'),
	(645, 'Can delete score sheet', 161, 'delete_scoresheet'),
	(646, 'Can view score sheet', 161, 'view_scoresheet'),
	(647, 'Can add common score', 162, 'add_commonscore'),
	(648, 'Can change common score', 162, 'change_commonscore'),
	(649, 'Can delete common score', 162, 'delete_commonscore'),
	(650, 'Can view common score', 162, 'view_commonscore'),
	(651, 'Can add plan', 163, 'add_plan'),
	(652, 'Can change plan', 163, 'change_plan'),
	(653, 'Can delete plan', 163, 'delete_plan'),
	(654, 'Can view plan', 163, 'view_plan'),
	(655, 'Can add plan mark', 164, 'add_planmark'),
	(656, 'Can change plan mark', 164, 'change_planmark'),
	(657, 'Can delete plan mark', 164, 'delete_planmark'),
	(658, 'Can view plan mark', 164, 'view_planmark'),
	(659, 'Can add plan place', 165, 'add_planplace'),
	(660, 'Can change plan place', 165, 'change_planplace'),
	(661, 'Can delete plan place', 165, 'delete_planplace'),
	(662, 'Can view plan place', 165, 'view_planplace'),
	(663, 'Can add institutional stand', 166, 'add_institutionalstand'),
	(664, 'Can change institutional stand', 166, 'change_institutionalstand'),
	(665, 'Can delete institutional stand', 166, 'delete_institutionalstand'),
	(666, 'Can view institutional stand', 166, 'view_institutionalstand'),
	(667, 'Can add visitor count', 167, 'add_visitorcount'),
	(668, 'Can change visitor count', 167, 'change_visitorcount'),
	(669, 'Can delete visitor count', 167, 'delete_visitorcount'),
	(670, 'Can view visitor count', 167, 'view_visitorcount'),
	(671, 'Can add workshop', 168, 'add_workshop'),
	(672, 'Can change workshop', 168, 'change_workshop'),
	(673, 'Can delete workshop', 168, 'delete_workshop'),
	(674, 'Can view workshop', 168, 'view_workshop'),
	(675, 'Can add absence', 169, 'add_absence'),
	(676, 'Can change absence', 169, 'change_absence'),
	(677, 'Can delete absence', 169, 'delete_absence'),
	(678, 'Can view absence', 169, 'view_absence'),
	(679, 'Can add badge', 170, 'add_badge'),
	(680, 'Can change badge', 170, 'change_badge'),
	(681, 'Can delete badge', 170, 'delete_badge'),
	(682, 'Can view badge', 170, 'view_badge'),
	(683, 'Can add arrival', 171, 'add_arrival'),
	(684, 'Can change arrival', 171, 'change_arrival'),
	(685, 'Can delete arrival', 171, 'delete_arrival'),
	(686, 'Can view arrival', 171, 'view_arrival'),
	(687, 'Can add incident', 172, 'add_incident'),
	(688, 'Can change incident', 172, 'change_incident'),
	(689, 'Can delete incident', 172, 'delete_incident'),
	(690, 'Can view incident', 172, 'view_incident'),
	(691, 'Can add Basket line', 173, 'add_line'),
	(692, 'Can change Basket line', 173, 'change_line'),
	(693, 'Can delete Basket line', 173, 'delete_line'),
	(694, 'Can view Basket line', 173, 'view_line'),
	(695, 'Can add Line attribute', 174, 'add_lineattribute'),
	(696, 'Can change Line attribute', 174, 'change_lineattribute'),
	(697, 'Can delete Line attribute', 174, 'delete_lineattribute'),
	(698, 'Can view Line attribute', 174, 'view_lineattribute'),
	(699, 'Can add Basket', 175, 'add_basket'),
	(700, 'Can change Basket', 175, 'change_basket'),
	(701, 'Can delete Basket', 175, 'delete_basket'),
	(702, 'Can view Basket', 175, 'view_basket'),
	(703, 'Can add Payment Event Type', 176, 'add_paymenteventtype'),
	(704, 'Can change Payment Event Type', 176, 'change_paymenteventtype'),
	(705, 'Can delete Payment Event Type', 176, 'delete_paymenteventtype'),
	(706, 'Can view Payment Event Type', 176, 'view_paymenteventtype'),
	(707, 'Can add Shipping Event Type', 177, 'add_shippingeventtype'),
	(708, 'Can change Shipping Event Type', 177, 'change_shippingeventtype'),
	(709, 'Can delete Shipping Event Type', 177, 'delete_shippingeventtype'),
	(710, 'Can view Shipping Event Type', 177, 'view_shippingeventtype'),
	(711, 'Can add Billing address', 178, 'add_billingaddress'),
	(712, 'Can change Billing address', 178, 'change_billingaddress'),
	(713, 'Can delete Billing address', 178, 'delete_billingaddress'),
	(714, 'Can view Billing address', 178, 'view_billingaddress'),
	(715, 'Can add Order Line', 179, 'add_line'),
	(716, 'Can change Order Line', 179, 'change_line'),
	(717, 'Can delete Order Line', 179, 'delete_line'),
	(718, 'Can view Order Line', 179, 'view_line'),
	(719, 'Can add Line Attribute', 180, 'add_lineattribute'),
	(720, 'Can change Line Attribute', 180, 'change_lineattribute'),
	(721, 'Can delete Line Attribute', 180, 'delete_lineattribute'),
	(722, 'Can view Line Attribute', 180, 'view_lineattribute'),
	(723, 'Can add Order', 181, 'add_order'),
	(724, 'Can change Order', 181, 'change_order'),
	(725, 'Can delete Order', 181, 'delete_order'),
	(726, 'Can view Order', 181, 'view_order'),
	(727, 'Can add Line Price', 182, 'add_lineprice'),
	(728, 'Can change Line Price', 182, 'change_lineprice'),
	(729, 'Can delete Line Price', 182, 'delete_lineprice'),
	(730, 'Can view Line Price', 182, 'view_lineprice'),
	(731, 'Can add Communication Event', 183, 'add_communicationevent'),
	(732, 'Can change Communication Event', 183, 'change_communicationevent'),
	(733, 'Can delete Communication Event', 183, 'delete_communicationevent'),
	(734, 'Can view Communication Event', 183, 'view_communicationevent'),
	(735, 'Can add Order Discount', 184, 'add_orderdiscount'),
	(736, 'Can change Order Discount', 184, 'change_orderdiscount'),
	(737, 'Can delete Order Discount', 184, 'delete_orderdiscount'),
	(738, 'Can view Order Discount', 184, 'view_orderdiscount'),
	(739, 'Can add Order line discount', 185, 'add_orderlinediscount'),
	(740, 'Can change Order line discount', 185, 'change_orderlinediscount'),
	(741, 'Can delete Order line discount', 185, 'delete_orderlinediscount'),
	(742, 'Can view Order line discount', 185, 'view_orderlinediscount'),
	(743, 'Can add Order Note', 186, 'add_ordernote'),
	(744, 'Can change Order Note', 186, 'change_ordernote'),
	(745, 'Can delete Order Note', 186, 'delete_ordernote'),
	(746, 'Can view Order Note', 186, 'view_ordernote'),
	(747, 'Can add Order Status Change', 187, 'add_orderstatuschange'),
	(748, 'Can change Order Status Change', 187, 'change_orderstatuschange'),
	(749, 'Can delete Order Status Change', 187, 'delete_orderstatuschange'),
	(750, 'Can view Order Status Change', 187, 'view_orderstatuschange'),
	(751, 'Can add Payment Event', 188, 'add_paymentevent'),
	(752, 'Can change Payment Event', 188, 'change_paymentevent'),
	(753, 'Can delete Payment Event', 188, 'delete_paymentevent'),
	(754, 'Can view Payment Event', 188, 'view_paymentevent'),
	(755, 'Can add Payment Event Quantity', 189, 'add_paymenteventquantity'),
	(756, 'Can change Payment Event Quantity', 189, 'change_paymenteventquantity'),
	(757, 'Can delete Payment Event Quantity', 189, 'delete_paymenteventquantity'),
	(758, 'Can view Payment Event Quantity', 189, 'view_paymenteventquantity'),
	(759, 'Can add purchase', 190, 'add_purchase'),
	(760, 'Can change purchase', 190, 'change_purchase'),
	(761, 'Can delete purchase', 190, 'delete_purchase'),
	(762, 'Can view purchase', 190, 'view_purchase'),
	(763, 'Can add Shipping address', 191, 'add_shippingaddress'),
	(764, 'Can change Shipping address', 191, 'change_shippingaddress'),
	(765, 'Can delete Shipping address', 191, 'delete_shippingaddress'),
	(766, 'Can view Shipping address', 191, 'view_shippingaddress'),
	(767, 'Can add Shipping Event', 192, 'add_shippingevent'),
	(768, 'Can change Shipping Event', 192, 'change_shippingevent'),
	(769, 'Can delete Shipping Event', 192, 'delete_shippingevent'),
	(770, 'Can view Shipping Event', 192, 'view_shippingevent'),
	(771, 'Can add Shipping Event Quantity', 193, 'add_shippingeventquantity'),
	(772, 'Can change Shipping Event Quantity', 193, 'change_shippingeventquantity'),
	(773, 'Can delete Shipping Event Quantity', 193, 'delete_shippingeventquantity'),
	(774, 'Can view Shipping Event Quantity', 193, 'view_shippingeventquantity'),
	(775, 'Can add Surcharge', 194, 'add_surcharge'),
	(776, 'Can change Surcharge', 194, 'change_surcharge'),
	(777, 'Can delete Surcharge', 194, 'delete_surcharge'),
	(778, 'Can view Surcharge', 194, 'view_surcharge'),
	(779, 'Can add invoice series', 195, 'add_invoiceseries'),
	(780, 'Can change invoice series', 195, 'change_invoiceseries'),
	(781, 'Can delete invoice series', 195, 'delete_invoiceseries'),
	(782, 'Can view invoice series', 195, 'view_invoiceseries'),
	(783, 'Can add parcel', 196, 'add_parcel'),
	(784, 'Can change parcel', 196, 'change_parcel'),
	(785, 'Can delete parcel', 196, 'delete_parcel'),
	(786, 'Can view parcel', 196, 'view_parcel'),
	(787, 'Can add part offer', 197, 'add_partoffer'),
	(788, 'Can change part offer', 197, 'change_partoffer'),
	(789, 'Can delete part offer', 197, 'delete_partoffer'),
	(790, 'Can view part offer', 197, 'view_partoffer'),
	(791, 'Can add part offer line', 198, 'add_partofferline'),
	(792, 'Can change part offer line', 198, 'change_partofferline'),
	(793, 'Can delete part offer line', 198, 'delete_partofferline'),
	(794, 'Can view part offer line', 198, 'view_partofferline'),
	(795, 'Can add carrier', 199, 'add_carrier'),
	(796, 'Can change carrier', 199, 'change_carrier'),
	(797, 'Can delete carrier', 199, 'delete_carrier'),
	(798, 'Can view carrier', 199, 'view_carrier'),
	(799, 'Can add delivery rate', 200, 'add_deliveryrate'),
	(800, 'Can change delivery rate', 200, 'change_deliveryrate'),
	(801, 'Can delete delivery rate', 200, 'delete_deliveryrate'),
	(802, 'Can view delivery rate', 200, 'view_deliveryrate'),
	(803, 'Can add hub', 201, 'add_hub'),
	(804, 'Can change hub', 201, 'change_hub'),
	(805, 'Can delete hub', 201, 'delete_hub'),
	(806, 'Can view hub', 201, 'view_hub'),
	(807, 'Can add payment attempt', 202, 'add_paymentattempt'),
	(808, 'Can change payment attempt', 202, 'change_paymentattempt'),
	(809, 'Can delete payment attempt', 202, 'delete_paymentattempt'),
	(810, 'Can view payment attempt', 202, 'view_paymentattempt'),
	(811, 'Can add gateway event', 203, 'add_gatewayevent'),
	(812, 'Can change gateway event', 203, 'change_gatewayevent'),
	(813, 'Can delete gateway event', 203, 'delete_gatewayevent'),
	(814, 'Can view gateway event', 203, 'view_gatewayevent'),
	(815, 'Can add dispute', 204, 'add_dispute'),
	(816, 'Can change dispute', 204, 'change_dispute'),
	(817, 'Can delete dispute', 204, 'delete_dispute'),
	(818, 'Can view dispute', 204, 'view_dispute'),
	(819, 'Can add refund', 205, 'add_refund'),
	(820, 'Can change refund', 205, 'change_refund'),
	(821, 'Can delete refund', 205, 'delete_refund'),
	(822, 'Can view refund', 205, 'view_refund'),
	(823, 'Can add refund line', 206, 'add_refundline'),
	(824, 'Can change refund line', 206, 'change_refundline'),
	(825, 'Can delete refund line', 206, 'delete_refundline'),
	(826, 'Can view refund line', 206, 'view_refundline'),
	(827, 'Can add remittance', 207, 'add_remittance'),
	(828, 'Can change remittance', 207, 'change_remittance'),
	(829, 'Can delete remittance', 207, 'delete_remittance'),
	(830, 'Can view remittance', 207, 'view_remittance'),
	(831, 'Can add remittance line', 208, 'add_remittanceline'),
	(832, 'Can change remittance line', 208, 'change_remittanceline'),
	(833, 'Can delete remittance line', 208, 'delete_remittanceline'),
	(834, 'Can view remittance line', 208, 'view_remittanceline'),
	(835, 'Can add return request', 209, 'add_returnrequest'),
	(836, 'Can change return request', 209, 'change_returnrequest'),
	(837, 'Can delete return request', 209, 'delete_returnrequest'),
	(838, 'Can view return request', 209, 'view_returnrequest'),
	(839, 'Can add return line', 210, 'add_returnline'),
	(840, 'Can change return line', 210, 'change_returnline'),
	(841, 'Can delete return line', 210, 'delete_returnline'),
	(842, 'Can view return line', 210, 'view_returnline'),
	(843, 'Can add home page', 211, 'add_homepage'),
	(844, 'Can change home page', 211, 'change_homepage'),
	(845, 'Can delete home page', 211, 'delete_homepage'),
	(846, 'Can view home page', 211, 'view_homepage'),
	(847, 'Can add standard page', 212, 'add_standardpage'),
	(848, 'Can change standard page', 212, 'change_standardpage'),
	(849, 'Can delete standard page', 212, 'delete_standardpage'),
	(850, 'Can view standard page', 212, 'view_standardpage'),
	(851, 'Can add story index page', 213, 'add_storyindexpage'),
	(852, 'Can change story index page', 213, 'change_storyindexpage'),
	(853, 'Can delete story index page', 213, 'delete_storyindexpage'),
	(854, 'Can view story index page', 213, 'view_storyindexpage'),
	(855, 'Can add story page', 214, 'add_storypage'),
	(856, 'Can change story page', 214, 'change_storypage'),
	(857, 'Can delete story page', 214, 'delete_storypage'),
	(858, 'Can view story page', 214, 'view_storypage'),
	(859, 'Can add order message', 215, 'add_ordermessage'),
	(860, 'Can change order message', 215, 'change_ordermessage'),
	(861, 'Can delete order message', 215, 'delete_ordermessage'),
	(862, 'Can view order message', 215, 'view_ordermessage'),
	(863, 'Can add help recording', 216, 'add_helprecording'),
	(864, 'Can change help recording', 216, 'change_helprecording'),
	(865, 'Can delete help recording', 216, 'delete_helprecording'),
	(866, 'Can view help recording', 216, 'view_helprecording'),
	(867, 'Can add data file', 217, 'add_datafile'),
	(868, 'Can change data file', 217, 'change_datafile'),
	(869, 'Can delete data file', 217, 'delete_datafile'),
	(870, 'Can view data file', 217, 'view_datafile'),
	(871, 'Can add Country', 218, 'add_country'),
	(872, 'Can change Country', 218, 'change_country'),
	(873, 'Can delete Country', 218, 'delete_country'),
	(874, 'Can view Country', 218, 'view_country'),
	(875, 'Can add User address', 219, 'add_useraddress'),
	(876, 'Can change User address', 219, 'change_useraddress'),
	(877, 'Can delete User address', 219, 'delete_useraddress'),
	(878, 'Can view User address', 219, 'view_useraddress'),
	(879, 'Can add Communication event type', 220, 'add_communicationeventtype'),
	(880, 'Can change Communication event type', 220, 'change_communicationeventtype'),
	(881, 'Can delete Communication event type', 220, 'delete_communicationeventtype'),
	(882, 'Can view Communication event type', 220, 'view_communicationeventtype'),
	(883, 'Can add Email', 221, 'add_email'),
	(884, 'Can change Email', 221, 'change_email'),
	(885, 'Can delete Email', 221, 'delete_email'),
	(886, 'Can view Email', 221, 'view_email'),
	(887, 'Can add Notification', 222, 'add_notification'),
	(888, 'Can change Notification', 222, 'change_notification'),
	(889, 'Can delete Notification', 222, 'delete_notification'),
	(890, 'Can view Notification', 222, 'view_notification'),
	(891, 'Can add Benefit', 223, 'add_benefit'),
	(892, 'Can change Benefit', 223, 'change_benefit'),
	(893, 'Can delete Benefit', 223, 'delete_benefit'),
	(894, 'Can view Benefit', 223, 'view_benefit'),
	(895, 'Can add Condition', 224, 'add_condition'),
	(896, 'Can change Condition', 224, 'change_condition'),
	(897, 'Can delete Condition', 224, 'delete_condition'),
	(898, 'Can view Condition', 224, 'view_condition'),
	(899, 'Can add Absolute discount benefit', 225, 'add_absolutediscountbenefit'),
	(900, 'Can change Absolute discount benefit', 225, 'change_absolutediscountbenefit'),
	(901, 'Can delete Absolute discount benefit', 225, 'delete_absolutediscountbenefit'),
	(902, 'Can view Absolute discount benefit', 225, 'view_absolutediscountbenefit'),
	(903, 'Can add Fixed price benefit', 226, 'add_fixedpricebenefit'),
	(904, 'Can change Fixed price benefit', 226, 'change_fixedpricebenefit'),
	(905, 'Can delete Fixed price benefit', 226, 'delete_fixedpricebenefit'),
	(906, 'Can view Fixed price benefit', 226, 'view_fixedpricebenefit'),
	(907, 'Can add Multibuy discount benefit', 227, 'add_multibuydiscountbenefit'),
	(908, 'Can change Multibuy discount benefit', 227, 'change_multibuydiscountbenefit'),
	(909, 'Can delete Multibuy discount benefit', 227, 'delete_multibuydiscountbenefit'),
	(910, 'Can view Multibuy discount benefit', 227, 'view_multibuydiscountbenefit'),
	(911, 'Can add Percentage discount benefit', 228, 'add_percentagediscountbenefit'),
	(912, 'Can change Percentage discount benefit', 228, 'change_percentagediscountbenefit'),
	(913, 'Can delete Percentage discount benefit', 228, 'delete_percentagediscountbenefit'),
	(914, 'Can view Percentage discount benefit', 228, 'view_percentagediscountbenefit'),
	(915, 'Can add shipping benefit', 229, 'add_shippingbenefit'),
	(916, 'Can change shipping benefit', 229, 'change_shippingbenefit'),
	(917, 'Can delete shipping benefit', 229, 'delete_shippingbenefit'),
	(918, 'Can view shipping benefit', 229, 'view_shippingbenefit'),
	(919, 'Can add Count condition', 230, 'add_countcondition'),
	(920, 'Can change Count condition', 230, 'change_countcondition'),
	(921, 'Can delete Count condition', 230, 'delete_countcondition'),
	(922, 'Can view Count condition', 230, 'view_countcondition'),
	(923, 'Can add Coverage Condition', 231, 'add_coveragecondition'),
	(924, 'Can change Coverage Condition', 231, 'change_coveragecondition'),
	(925, 'Can delete Coverage Condition', 231, 'delete_coveragecondition'),
	(926, 'Can view Coverage Condition', 231, 'view_coveragecondition'),
	(927, 'Can add Value condition', 232, 'add_valuecondition'),
	(928, 'Can change Value condition', 232, 'change_valuecondition'),
	(929, 'Can delete Value condition', 232, 'delete_valuecondition'),
	(930, 'Can view Value condition', 232, 'view_valuecondition'),
	(931, 'Can add Conditional offer', 233, 'add_conditionaloffer'),
	(932, 'Can change Conditional offer', 233, 'change_conditionaloffer'),
	(933, 'Can delete Conditional offer', 233, 'delete_conditionaloffer'),
	(934, 'Can view Conditional offer', 233, 'view_conditionaloffer'),
	(935, 'Can add Range', 234, 'add_range'),
	(936, 'Can change Range', 234, 'change_range'),
	(937, 'Can delete Range', 234, 'delete_range'),
	(938, 'Can view Range', 234, 'view_range'),
	(939, 'Can add range product', 235, 'add_rangeproduct'),
	(940, 'Can change range product', 235, 'change_rangeproduct'),
	(941, 'Can delete range product', 235, 'delete_rangeproduct'),
	(942, 'Can view range product', 235, 'view_rangeproduct'),
	(943, 'Can add Range Product Uploaded File', 236, 'add_rangeproductfileupload'),
	(944, 'Can change Range Product Uploaded File', 236, 'change_rangeproductfileupload'),
	(945, 'Can delete Range Product Uploaded File', 236, 'delete_rangeproductfileupload'),
	(946, 'Can view Range Product Uploaded File', 236, 'view_rangeproductfileupload'),
	(947, 'Can add Fixed unit discount benefit', 237, 'add_fixedunitdiscountbenefit'),
	(948, 'Can change Fixed unit discount benefit', 237, 'change_fixedunitdiscountbenefit'),
	(949, 'Can delete Fixed unit discount benefit', 237, 'delete_fixedunitdiscountbenefit'),
	(950, 'Can view Fixed unit discount benefit', 237, 'view_fixedunitdiscountbenefit'),
	(951, 'Can add Shipping absolute discount benefit', 238, 'add_shippingabsolutediscountbenefit'),
	(952, 'Can change Shipping absolute discount benefit', 238, 'change_shippingabsolutediscountbenefit'),
	(953, 'Can delete Shipping absolute discount benefit', 238, 'delete_shippingabsolutediscountbenefit'),
	(954, 'Can view Shipping absolute discount benefit', 238, 'view_shippingabsolutediscountbenefit'),
	(955, 'Can add Fixed price shipping benefit', 239, 'add_shippingfixedpricebenefit'),
	(956, 'Can change Fixed price shipping benefit', 239, 'change_shippingfixedpricebenefit'),
	(957, 'Can delete Fixed price shipping benefit', 239, 'delete_shippingfixedpricebenefit'),
	(958, 'Can view Fixed price shipping benefit', 239, 'view_shippingfixedpricebenefit'),
	(959, 'Can add Shipping percentage discount benefit', 240, 'add_shippingpercentagediscountbenefit'),
	(960, 'Can change Shipping percentage discount benefit', 240, 'change_shippingpercentagediscountbenefit'),
	(961, 'Can delete Shipping percentage discount benefit', 240, 'delete_shippingpercentagediscountbenefit'),
	(962, 'Can view Shipping percentage discount benefit', 240, 'view_shippingpercentagediscountbenefit'),
	(963, 'Can add VoucherSet', 241, 'add_voucherset'),
	(964, 'Can change VoucherSet', 241, 'change_voucherset'),
	(965, 'Can delete VoucherSet', 241, 'delete_voucherset'),
	(966, 'Can view VoucherSet', 241, 'view_voucherset'),
	(967, 'Can add Voucher', 242, 'add_voucher'),
	(968, 'Can change Voucher', 242, 'change_voucher'),
	(969, 'Can delete Voucher', 242, 'delete_voucher'),
	(970, 'Can view Voucher', 242, 'view_voucher'),
	(971, 'Can add Voucher Application', 243, 'add_voucherapplication'),
	(972, 'Can change Voucher Application', 243, 'change_voucherapplication'),
	(973, 'Can delete Voucher Application', 243, 'delete_voucherapplication'),
	(974, 'Can view Voucher Application', 243, 'view_voucherapplication'),
	(975, 'Can add redirect', 244, 'add_redirect'),
	(976, 'Can change redirect', 244, 'change_redirect'),
	(977, 'Can delete redirect', 244, 'delete_redirect'),
	(978, 'Can view redirect', 244, 'view_redirect'),
	(979, 'Can submit translations', 245, 'submit_translation'),
	(980, 'Can add embed', 246, 'add_embed'),
	(981, 'Can change embed', 246, 'change_embed'),
	(982, 'Can delete embed', 246, 'delete_embed'),
	(983, 'Can view embed', 246, 'view_embed'),
	(984, 'Can add user profile', 247, 'add_userprofile'),
	(985, 'Can change user profile', 247, 'change_userprofile'),
	(986, 'Can delete user profile', 247, 'delete_userprofile'),
	(987, 'Can view user profile', 247, 'view_userprofile'),
	(988, 'Can view document', 28, 'view_document'),
	(989, 'Can view image', 29, 'view_image'),
	(990, 'Can add rendition', 248, 'add_rendition'),
	(991, 'Can change rendition', 248, 'change_rendition'),
	(992, 'Can delete rendition', 248, 'delete_rendition'),
	(993, 'Can view rendition', 248, 'view_rendition'),
	(994, 'Can add index entry', 249, 'add_indexentry'),
	(995, 'Can change index entry', 249, 'change_indexentry'),
	(996, 'Can delete index entry', 249, 'delete_indexentry'),
	(997, 'Can view index entry', 249, 'view_indexentry'),
	(998, 'Can add editing session', 250, 'add_editingsession'),
	(999, 'Can change editing session', 250, 'change_editingsession'),
	(1000, 'Can delete editing session', 250, 'delete_editingsession');
INSERT INTO public.auth_permission VALUES
	(1001, 'Can view editing session', 250, 'view_editingsession'),
	(1002, 'Can add form state', 251, 'add_formstate'),
	(1003, 'Can change form state', 251, 'change_formstate'),
	(1004, 'Can delete form state', 251, 'delete_formstate'),
	(1005, 'Can view form state', 251, 'view_formstate'),
	(1006, 'Can add tag', 252, 'add_tag'),
	(1007, 'Can change tag', 252, 'change_tag'),
	(1008, 'Can delete tag', 252, 'delete_tag'),
	(1009, 'Can view tag', 252, 'view_tag'),
	(1010, 'Can add tagged item', 253, 'add_taggeditem'),
	(1011, 'Can change tagged item', 253, 'change_taggeditem'),
	(1012, 'Can delete tagged item', 253, 'delete_taggeditem'),
	(1013, 'Can view tagged item', 253, 'view_taggeditem'),
	(1014, 'Can add email address', 254, 'add_emailaddress'),
	(1015, 'Can change email address', 254, 'change_emailaddress'),
	(1016, 'Can delete email address', 254, 'delete_emailaddress'),
	(1017, 'Can view email address', 254, 'view_emailaddress'),
	(1018, 'Can add email confirmation', 255, 'add_emailconfirmation'),
	(1019, 'Can change email confirmation', 255, 'change_emailconfirmation'),
	(1020, 'Can delete email confirmation', 255, 'delete_emailconfirmation'),
	(1021, 'Can view email confirmation', 255, 'view_emailconfirmation'),
	(1022, 'Can add authenticator', 256, 'add_authenticator'),
	(1023, 'Can change authenticator', 256, 'change_authenticator'),
	(1024, 'Can delete authenticator', 256, 'delete_authenticator'),
	(1025, 'Can view authenticator', 256, 'view_authenticator');

INSERT INTO public.django_content_type VALUES
	(1, 'wagtailcore', 'page'),
	(2, 'wagtailcore', 'groupapprovaltask'),
	(3, 'wagtailcore', 'locale'),
	(4, 'wagtailcore', 'site'),
	(5, 'wagtailcore', 'groupsitepermission'),
	(6, 'wagtailcore', 'apitoken'),
	(7, 'wagtailcore', 'modellogentry'),
	(8, 'wagtailcore', 'revision'),
	(9, 'wagtailcore', 'collectionviewrestriction'),
	(10, 'wagtailcore', 'collection'),
	(11, 'wagtailcore', 'groupcollectionpermission'),
	(12, 'wagtailcore', 'uploadedfile'),
	(13, 'wagtailcore', 'workflowcontenttype'),
	(14, 'wagtailcore', 'workflowstate'),
	(15, 'wagtailcore', 'workflow'),
	(16, 'wagtailcore', 'workflowtask'),
	(17, 'wagtailcore', 'task'),
	(18, 'wagtailcore', 'taskstate'),
	(19, 'wagtailcore', 'grouppagepermission'),
	(20, 'wagtailcore', 'pageviewrestriction'),
	(21, 'wagtailcore', 'workflowpage'),
	(22, 'wagtailcore', 'pagelogentry'),
	(23, 'wagtailcore', 'comment'),
	(24, 'wagtailcore', 'commentreply'),
	(25, 'wagtailcore', 'pagesubscription'),
	(26, 'wagtailcore', 'referenceindex'),
	(27, 'wagtailadmin', 'admin'),
	(28, 'wagtaildocs', 'document'),
	(29, 'wagtailimages', 'image'),
	(30, 'auth', 'permission'),
	(31, 'auth', 'group'),
	(32, 'contenttypes', 'contenttype'),
	(33, 'sessions', 'session'),
	(34, 'sites', 'site'),
	(35, 'cooperatives', 'qualitysign'),
	(36, 'cooperatives', 'cooperative'),
	(37, 'cooperatives', 'membership'),
	(38, 'cooperatives', 'signheld'),
	(39, 'cooperatives', 'supportprogramme'),
	(40, 'cooperatives', 'unionmembership'),
	(41, 'accounts', 'user'),
	(42, 'audit', 'usedtoken'),
	(43, 'audit', 'statuschange'),
	(44, 'audit', 'auditentry'),
	(45, 'jobs', 'heartbeat'),
	(46, 'jobs', 'job'),
	(47, 'outbox', 'message'),
	(48, 'territory', 'province'),
	(49, 'territory', 'region'),
	(50, 'territory', 'commune'),
	(51, 'territory', 'place'),
	(52, 'ledger', 'ledgeraccount'),
	(53, 'ledger', 'ledgertransaction'),
	(54, 'ledger', 'ledgerentry'),
	(55, 'ledger', 'balancecheckpoint'),
	(56, 'settlements', 'bankaccount'),
	(57, 'settlements', 'monthend'),
	(58, 'settlements', 'payout'),
	(59, 'settlements', 'payoutmark'),
	(60, 'settlements', 'payoutrun'),
	(61, 'settlements', 'payoutexclusion'),
	(62, 'settlements', 'postaladdressee'),
	(63, 'settlements', 'settlement'),
	(64, 'settlements', 'settlementline'),
	(65, 'settlements', 'work'),
	(66, 'joining', 'paper'),
	(67, 'joining', 'paperpage'),
	(68, 'officers', 'consent'),
	(69, 'officers', 'fieldagent'),
	(70, 'officers', 'mandate'),
	(71, 'officers', 'recovery'),
	(72, 'team', 'invitation'),
	(73, 'season', 'closedperiod'),
	(74, 'push', 'pushsubscription'),
	(75, 'catalogue', 'productcategoryhierarchy'),
	(76, 'catalogue', 'attributeoptiongroup'),
	(77, 'catalogue', 'category'),
	(78, 'catalogue', 'attributeoption'),
	(79, 'catalogue', 'option'),
	(80, 'catalogue', 'product'),
	(81, 'catalogue', 'productattribute'),
	(82, 'catalogue', 'productattributevalue'),
	(83, 'catalogue', 'productcategory'),
	(84, 'catalogue', 'productclass'),
	(85, 'catalogue', 'productimage'),
	(86, 'catalogue', 'productrecommendation'),
	(87, 'partner', 'partner'),
	(88, 'partner', 'partneraddress'),
	(89, 'partner', 'stockrecord'),
	(90, 'partner', 'stockmovement'),
	(91, 'partner', 'stockholding'),
	(92, 'partner', 'stockalert'),
	(93, 'partner', 'shortage'),
	(94, 'kinds', 'productkind'),
	(95, 'moderation', 'productrevision'),
	(96, 'lots', 'lot'),
	(97, 'sheets', 'productsheet'),
	(98, 'sheets', 'sheetrow'),
	(99, 'fairs', 'editionday'),
	(100, 'fairs', 'referencefigure'),
	(101, 'fairs', 'edition'),
	(102, 'fairs', 'participation'),
	(103, 'fairs', 'declaredtotal'),
	(104, 'fairs', 'programme'),
	(105, 'fairs', 'editionmembership'),
	(106, 'fairs', 'commissionrule'),
	(107, 'fairs', 'publicspending'),
	(108, 'fairs', 'scheduledexport'),
	(109, 'fairs', 'exportfile'),
	(110, 'fairs', 'signedcontract'),
	(111, 'fairs', 'stall'),
	(112, 'fairs', 'stallassignment'),
	(113, 'fairs', 'stop'),
	(114, 'fairs', 'declaredpart'),
	(115, 'fairs', 'listing'),
	(116, 'fairs', 'depositslip'),
	(117, 'fairs', 'cashhandover'),
	(118, 'revenue', 'coarsecell'),
	(119, 'revenue', 'detailcell'),
	(120, 'revenue', 'editionsummary'),
	(121, 'revenue', 'publiccell'),
	(122, 'revenue', 'revenueline'),
	(123, 'tills', 'cashier'),
	(124, 'tills', 'sale'),
	(125, 'tills', 'saleline'),
	(126, 'tills', 'till'),
	(127, 'tills', 'quarantinedrecord'),
	(128, 'tills', 'tillsession'),
	(129, 'tills', 'tillevent'),
	(130, 'tills', 'cashreport'),
	(131, 'tills', 'cashreportline'),
	(132, 'rounds', 'slipbook'),
	(133, 'rounds', 'tablet'),
	(134, 'rounds', 'visit'),
	(135, 'rounds', 'visitconflict'),
	(136, 'rounds', 'visitpart'),
	(137, 'rounds', 'visitphoto'),
	(138, 'rounds', 'estimate'),
	(139, 'rounds', 'estimatedtotal'),
	(140, 'rounds', 'quarantinedvisit'),
	(141, 'rounds', 'round'),
	(142, 'rounds', 'slip'),
	(143, 'closing', 'salescertificate'),
	(144, 'closing', 'closing'),
	(145, 'imports', 'pastimport'),
	(146, 'imports', 'importrow'),
	(147, 'imports', 'importproof'),
	(148, 'calls', 'call'),
	(149, 'calls', 'criterion'),
	(150, 'calls', 'organisingbody'),
	(151, 'calls', 'editionbody'),
	(152, 'calls', 'quota'),
	(153, 'applications', 'applicationproduct'),
	(154, 'applications', 'placeoffer'),
	(155, 'applications', 'appeal'),
	(156, 'applications', 'application'),
	(157, 'selection', 'decision'),
	(158, 'selection', 'minutes'),
	(159, 'selection', 'recusal'),
	(160, 'selection', 'score'),
	(161, 'selection', 'scoresheet'),
	(162, 'selection', 'commonscore'),
	(163, 'plan', 'plan'),
	(164, 'plan', 'planmark'),
	(165, 'plan', 'planplace'),
	(166, 'attendance', 'institutionalstand'),
	(167, 'attendance', 'visitorcount'),
	(168, 'attendance', 'workshop'),
	(169, 'attendance', 'absence'),
	(170, 'attendance', 'badge'),
	(171, 'attendance', 'arrival'),
	(172, 'attendance', 'incident'),
	(173, 'basket', 'line'),
	(174, 'basket', 'lineattribute'),
	(175, 'basket', 'basket'),
	(176, 'order', 'paymenteventtype'),
	(177, 'order', 'shippingeventtype'),
	(178, 'order', 'billingaddress'),
	(179, 'order', 'line'),
	(180, 'order', 'lineattribute'),
	(181, 'order', 'order'),
	(182, 'order', 'lineprice'),
	(183, 'order', 'communicationevent'),
	(184, 'order', 'orderdiscount'),
	(185, 'order', 'orderlinediscount'),
	(186, 'order', 'ordernote'),
	(187, 'order', 'orderstatuschange'),
	(188, 'order', 'paymentevent'),
	(189, 'order', 'paymenteventquantity'),
	(190, 'order', 'purchase'),
	(191, 'order', 'shippingaddress'),
	(192, 'order', 'shippingevent'),
	(193, 'order', 'shippingeventquantity'),
	(194, 'order', 'surcharge'),
	(195, 'order', 'invoiceseries'),
	(196, 'order', 'parcel'),
	(197, 'order', 'partoffer'),
	(198, 'order', 'partofferline'),
	(199, 'delivery', 'carrier'),
	(200, 'delivery', 'deliveryrate'),
	(201, 'delivery', 'hub'),
	(202, 'payment', 'paymentattempt'),
	(203, 'payment', 'gatewayevent'),
	(204, 'payment', 'dispute'),
	(205, 'payment', 'refund'),
	(206, 'payment', 'refundline'),
	(207, 'payment', 'remittance'),
	(208, 'payment', 'remittanceline'),
	(209, 'payment', 'returnrequest'),
	(210, 'payment', 'returnline'),
	(211, 'pages', 'homepage'),
	(212, 'pages', 'standardpage'),
	(213, 'pages', 'storyindexpage'),
	(214, 'pages', 'storypage'),
	(215, 'conversation', 'ordermessage'),
	(216, 'help', 'helprecording'),
	(217, 'datafiles', 'datafile'),
	(218, 'address', 'country'),
	(219, 'address', 'useraddress'),
	(220, 'communication', 'communicationeventtype'),
	(221, 'communication', 'email'),
	(222, 'communication', 'notification'),
	(223, 'offer', 'benefit'),
	(224, 'offer', 'condition'),
	(225, 'offer', 'absolutediscountbenefit'),
	(226, 'offer', 'fixedpricebenefit'),
	(227, 'offer', 'multibuydiscountbenefit'),
	(228, 'offer', 'percentagediscountbenefit'),
	(229, 'offer', 'shippingbenefit'),
	(230, 'offer', 'countcondition'),
	(231, 'offer', 'coveragecondition'),
	(232, 'offer', 'valuecondition'),
	(233, 'offer', 'conditionaloffer'),
	(234, 'offer', 'range'),
	(235, 'offer', 'rangeproduct'),
	(236, 'offer', 'rangeproductfileupload'),
	(237, 'offer', 'fixedunitdiscountbenefit'),
	(238, 'offer', 'shippingabsolutediscountbenefit'),
	(239, 'offer', 'shippingfixedpricebenefit'),
	(240, 'offer', 'shippingpercentagediscountbenefit'),
	(241, 'voucher', 'voucherset'),
	(242, 'voucher', 'voucher'),
	(243, 'voucher', 'voucherapplication'),
	(244, 'wagtailredirects', 'redirect'),
	(245, 'simple_translation', 'simpletranslation'),
	(246, 'wagtailembeds', 'embed'),
	(247, 'wagtailusers', 'userprofile'),
	(248, 'wagtailimages', 'rendition'),
	(249, 'wagtailsearch', 'indexentry'),
	(250, 'wagtailadmin', 'editingsession'),
	(251, 'wagtailadmin', 'formstate'),
	(252, 'taggit', 'tag'),
	(253, 'taggit', 'taggeditem'),
	(254, 'account', 'emailaddress'),
	(255, 'account', 'emailconfirmation'),
	(256, 'mfa', 'authenticator');

INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', '2000-01-01 00:00:00+00'),
	(2, 'contenttypes', '0002_remove_content_type_name', '2000-01-01 00:00:00+00'),
	(3, 'auth', '0001_initial', '2000-01-01 00:00:00+00'),
	(4, 'auth', '0002_alter_permission_name_max_length', '2000-01-01 00:00:00+00'),
	(5, 'auth', '0003_alter_user_email_max_length', '2000-01-01 00:00:00+00'),
	(6, 'auth', '0004_alter_user_username_opts', '2000-01-01 00:00:00+00'),
	(7, 'auth', '0005_alter_user_last_login_null', '2000-01-01 00:00:00+00'),
	(8, 'auth', '0006_require_contenttypes_0002', '2000-01-01 00:00:00+00'),
	(9, 'auth', '0007_alter_validators_add_error_messages', '2000-01-01 00:00:00+00'),
	(10, 'auth', '0008_alter_user_username_max_length', '2000-01-01 00:00:00+00'),
	(11, 'auth', '0009_alter_user_last_name_max_length', '2000-01-01 00:00:00+00'),
	(12, 'auth', '0010_alter_group_name_max_length', '2000-01-01 00:00:00+00'),
	(13, 'auth', '0011_update_proxy_permissions', '2000-01-01 00:00:00+00'),
	(14, 'auth', '0012_alter_user_first_name_max_length', '2000-01-01 00:00:00+00'),
	(15, 'accounts', '0001_initial', '2000-01-01 00:00:00+00'),
	(16, 'account', '0001_initial', '2000-01-01 00:00:00+00'),
	(17, 'account', '0002_email_max_length', '2000-01-01 00:00:00+00'),
	(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2000-01-01 00:00:00+00'),
	(19, 'account', '0004_alter_emailaddress_drop_unique_email', '2000-01-01 00:00:00+00'),
	(20, 'account', '0005_emailaddress_idx_upper_email', '2000-01-01 00:00:00+00'),
	(21, 'account', '0006_emailaddress_lower', '2000-01-01 00:00:00+00'),
	(22, 'account', '0007_emailaddress_idx_email', '2000-01-01 00:00:00+00'),
	(23, 'account', '0008_emailaddress_unique_primary_email_fixup', '2000-01-01 00:00:00+00'),
	(24, 'account', '0009_emailaddress_unique_primary_email', '2000-01-01 00:00:00+00'),
	(25, 'accounts', '0002_user_shows_rial', '2000-01-01 00:00:00+00'),
	(26, 'accounts', '0003_user_spoken_language', '2000-01-01 00:00:00+00'),
	(27, 'address', '0001_initial', '2000-01-01 00:00:00+00'),
	(28, 'territory', '0001_extensions', '2000-01-01 00:00:00+00'),
	(29, 'territory', '0002_initial', '2000-01-01 00:00:00+00'),
	(30, 'cooperatives', '0001_initial', '2000-01-01 00:00:00+00'),
	(31, 'catalogue', '0001_initial', '2000-01-01 00:00:00+00'),
	(32, 'fairs', '0001_initial', '2000-01-01 00:00:00+00'),
	(33, 'cooperatives', '0002_joining_officers_and_seasons', '2000-01-01 00:00:00+00'),
	(34, 'cooperatives', '0003_certificates_have_addresses', '2000-01-01 00:00:00+00'),
	(35, 'cooperatives', '0004_renewed_under_the_same_number', '2000-01-01 00:00:00+00'),
	(36, 'catalogue', '0002_drafts_and_pictures_held_back', '2000-01-01 00:00:00+00'),
	(37, 'kinds', '0001_initial', '2000-01-01 00:00:00+00'),
	(38, 'catalogue', '0003_kinds_variants_and_food_papers', '2000-01-01 00:00:00+00'),
	(39, 'catalogue', '0004_drafts_thrown_away', '2000-01-01 00:00:00+00'),
	(40, 'calls', '0001_initial', '2000-01-01 00:00:00+00'),
	(41, 'applications', '0001_initial', '2000-01-01 00:00:00+00'),
	(42, 'applications', '0002_initial', '2000-01-01 00:00:00+00'),
	(43, 'attendance', '0001_initial', '2000-01-01 00:00:00+00'),
	(44, 'attendance', '0002_initial', '2000-01-01 00:00:00+00'),
	(45, 'attendance', '0003_arrivals_taken_back', '2000-01-01 00:00:00+00'),
	(46, 'audit', '0001_initial', '2000-01-01 00:00:00+00'),
	(47, 'audit', '0002_triggers_that_nobody_skips', '2000-01-01 00:00:00+00'),
	(48, 'audit', '0003_a_cooperatives_own_log', '2000-01-01 00:00:00+00'),
	(49, 'audit', '0004_moves_on_behalf_of', '2000-01-01 00:00:00+00'),
	(50, 'sites', '0001_initial', '2000-01-01 00:00:00+00'),
	(51, 'sites', '0002_alter_domain_unique', '2000-01-01 00:00:00+00'),
	(52, 'partner', '0001_initial', '2000-01-01 00:00:00+00'),
	(53, 'delivery', '0001_initial', '2000-01-01 00:00:00+00'),
	(54, 'communication', '0001_initial', '2000-01-01 00:00:00+00'),
	(55, 'basket', '0001_initial', '2000-01-01 00:00:00+00'),
	(56, 'order', '0001_initial', '2000-01-01 00:00:00+00'),
	(57, 'offer', '0001_initial', '2000-01-01 00:00:00+00'),
	(58, 'voucher', '0001_initial', '2000-01-01 00:00:00+00'),
	(59, 'basket', '0002_initial', '2000-01-01 00:00:00+00'),
	(60, 'calls', '0002_firm_criteria_and_quotas', '2000-01-01 00:00:00+00'),
	(61, 'calls', '0003_deadline_never_shortened', '2000-01-01 00:00:00+00'),
	(62, 'closing', '0001_initial', '2000-01-01 00:00:00+00'),
	(63, 'closing', '0002_initial', '2000-01-01 00:00:00+00'),
	(64, 'delivery', '0002_hubs', '2000-01-01 00:00:00+00'),
	(65, 'order', '0002_paid_released_and_in_one_parcel', '2000-01-01 00:00:00+00'),
	(66, 'conversation', '0001_initial', '2000-01-01 00:00:00+00'),
	(67, 'cooperatives', '0005_withdrawn', '2000-01-01 00:00:00+00'),
	(68, 'datafiles', '0001_initial', '2000-01-01 00:00:00+00'),
	(69, 'fairs', '0002_places_points_and_grants', '2000-01-01 00:00:00+00'),
	(70, 'fairs', '0003_one_stall_a_day', '2000-01-01 00:00:00+00'),
	(71, 'fairs', '0004_shared_for_all_who_stand_there', '2000-01-01 00:00:00+00'),
	(72, 'help', '0001_initial', '2000-01-01 00:00:00+00'),
	(73, 'imports', '0001_initial', '2000-01-01 00:00:00+00'),
	(74, 'jobs', '0001_initial', '2000-01-01 00:00:00+00'),
	(75, 'joining', '0001_initial', '2000-01-01 00:00:00+00'),
	(76, 'ledger', '0001_initial', '2000-01-01 00:00:00+00'),
	(77, 'ledger', '0002_triggers_that_nobody_skips', '2000-01-01 00:00:00+00'),
	(78, 'ledger', '0003_kinds_of_card_money_and_payouts', '2000-01-01 00:00:00+00'),
	(79, 'lots', '0001_initial', '2000-01-01 00:00:00+00'),
	(80, 'lots', '0002_lots_of_a_cooperative', '2000-01-01 00:00:00+00'),
	(81, 'mfa', '0001_initial', '2000-01-01 00:00:00+00'),
	(82, 'mfa', '0002_authenticator_timestamps', '2000-01-01 00:00:00+00'),
	(83, 'mfa', '0003_authenticator_type_uniq', '2000-01-01 00:00:00+00'),
	(84, 'moderation', '0001_initial', '2000-01-01 00:00:00+00'),
	(85, 'officers', '0001_initial', '2000-01-01 00:00:00+00'),
	(86, 'partner', '0002_triggers_that_nobody_skips', '2000-01-01 00:00:00+00'),
	(87, 'order', '0003_orders_by_cooperative_and_day', '2000-01-01 00:00:00+00'),
	(88, 'order', '0004_parts_drop_off_days_and_late_ones', '2000-01-01 00:00:00+00'),
	(89, 'outbox', '0001_initial', '2000-01-01 00:00:00+00'),
	(90, 'outbox', '0002_messages_that_ring', '2000-01-01 00:00:00+00'),
	(91, 'wagtailcore', '0001_initial', '2000-01-01 00:00:00+00'),
	(92, 'wagtailcore', '0002_initial_data', '2000-01-01 00:00:00+00'),
	(93, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', '2000-01-01 00:00:00+00'),
	(94, 'wagtailcore', '0004_page_locked', '2000-01-01 00:00:00+00'),
	(95, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', '2000-01-01 00:00:00+00'),
	(96, 'wagtailcore', '0006_add_lock_page_permission', '2000-01-01 00:00:00+00'),
	(97, 'wagtailcore', '0007_page_latest_revision_created_at', '2000-01-01 00:00:00+00'),
	(98, 'wagtailcore', '0008_populate_latest_revision_created_at', '2000-01-01 00:00:00+00'),
	(99, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', '2000-01-01 00:00:00+00'),
	(100, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', '2000-01-01 00:00:00+00'),
	(101, 'wagtailcore', '0011_page_first_published_at', '2000-01-01 00:00:00+00'),
	(102, 'wagtailcore', '0012_extend_page_slug_field', '2000-01-01 00:00:00+00'),
	(103, 'wagtailcore', '0013_update_golive_expire_help_text', '2000-01-01 00:00:00+00'),
	(104, 'wagtailcore', '0014_add_verbose_name', '2000-01-01 00:00:00+00'),
	(105, 'wagtailcore', '0015_add_more_verbose_names', '2000-01-01 00:00:00+00'),
	(106, 'wagtailcore', '0016_change_page_url_path_to_text_field', '2000-01-01 00:00:00+00'),
	(107, 'wagtailcore', '0017_change_edit_page_permission_description', '2000-01-01 00:00:00+00'),
	(108, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', '2000-01-01 00:00:00+00'),
	(109, 'wagtailcore', '0019_verbose_names_cleanup', '2000-01-01 00:00:00+00'),
	(110, 'wagtailcore', '0020_add_index_on_page_first_published_at', '2000-01-01 00:00:00+00'),
	(111, 'wagtailcore', '0021_capitalizeverbose', '2000-01-01 00:00:00+00'),
	(112, 'wagtailcore', '0022_add_site_name', '2000-01-01 00:00:00+00'),
	(113, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', '2000-01-01 00:00:00+00'),
	(114, 'wagtailcore', '0024_collection', '2000-01-01 00:00:00+00'),
	(115, 'wagtailcore', '0025_collection_initial_data', '2000-01-01 00:00:00+00'),
	(116, 'wagtailcore', '0026_group_collection_permission', '2000-01-01 00:00:00+00'),
	(117, 'wagtailcore', '0027_fix_collection_path_collation', '2000-01-01 00:00:00+00'),
	(118, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', '2000-01-01 00:00:00+00'),
	(119, 'wagtailcore', '0028_merge', '2000-01-01 00:00:00+00'),
	(120, 'wagtailcore', '0029_unicode_slugfield_dj19', '2000-01-01 00:00:00+00'),
	(121, 'wagtailcore', '0030_index_on_pagerevision_created_at', '2000-01-01 00:00:00+00'),
	(122, 'wagtailcore', '0031_add_page_view_restriction_types', '2000-01-01 00:00:00+00'),
	(123, 'wagtailcore', '0032_add_bulk_delete_page_permission', '2000-01-01 00:00:00+00'),
	(124, 'wagtailcore', '0033_remove_golive_expiry_help_text', '2000-01-01 00:00:00+00'),
	(125, 'wagtailcore', '0034_page_live_revision', '2000-01-01 00:00:00+00'),
	(126, 'wagtailcore', '0035_page_last_published_at', '2000-01-01 00:00:00+00'),
	(127, 'wagtailcore', '0036_populate_page_last_published_at', '2000-01-01 00:00:00+00'),
	(128, 'wagtailcore', '0037_set_page_owner_editable', '2000-01-01 00:00:00+00'),
	(129, 'wagtailcore', '0038_make_first_published_at_editable', '2000-01-01 00:00:00+00'),
	(130, 'wagtailcore', '0039_collectionviewrestriction', '2000-01-01 00:00:00+00'),
	(131, 'wagtailcore', '0040_page_draft_title', '2000-01-01 00:00:00+00'),
	(132, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', '2000-01-01 00:00:00+00'),
	(133, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', '2000-01-01 00:00:00+00'),
	(134, 'wagtailcore', '0043_lock_fields', '2000-01-01 00:00:00+00'),
	(135, 'wagtailcore', '0044_add_unlock_grouppagepermission', '2000-01-01 00:00:00+00'),
	(136, 'wagtailcore', '0045_assign_unlock_grouppagepermission', '2000-01-01 00:00:00+00'),
	(137, 'wagtailcore', '0046_site_name_remove_null', '2000-01-01 00:00:00+00'),
	(138, 'wagtailcore', '0047_add_workflow_models', '2000-01-01 00:00:00+00'),
	(139, 'wagtailcore', '0048_add_default_workflows', '2000-01-01 00:00:00+00'),
	(140, 'wagtailcore', '0049_taskstate_finished_by', '2000-01-01 00:00:00+00'),
	(141, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', '2000-01-01 00:00:00+00'),
	(142, 'wagtailcore', '0051_taskstate_comment', '2000-01-01 00:00:00+00'),
	(143, 'wagtailcore', '0052_pagelogentry', '2000-01-01 00:00:00+00'),
	(144, 'wagtailcore', '0053_locale_model', '2000-01-01 00:00:00+00'),
	(145, 'wagtailcore', '0054_initial_locale', '2000-01-01 00:00:00+00'),
	(146, 'wagtailcore', '0055_page_locale_fields', '2000-01-01 00:00:00+00'),
	(147, 'wagtailcore', '0056_page_locale_fields_populate', '2000-01-01 00:00:00+00'),
	(148, 'wagtailcore', '0057_page_locale_fields_notnull', '2000-01-01 00:00:00+00'),
	(149, 'wagtailcore', '0058_page_alias_of', '2000-01-01 00:00:00+00'),
	(150, 'wagtailcore', '0059_apply_collection_ordering', '2000-01-01 00:00:00+00'),
	(151, 'wagtailcore', '0060_fix_workflow_unique_constraint', '2000-01-01 00:00:00+00'),
	(152, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', '2000-01-01 00:00:00+00'),
	(153, 'wagtailcore', '0062_comment_models_and_pagesubscription', '2000-01-01 00:00:00+00'),
	(154, 'wagtailcore', '0063_modellogentry', '2000-01-01 00:00:00+00'),
	(155, 'wagtailcore', '0064_log_timestamp_indexes', '2000-01-01 00:00:00+00'),
	(156, 'wagtailcore', '0065_log_entry_uuid', '2000-01-01 00:00:00+00'),
	(157, 'wagtailcore', '0066_collection_management_permissions', '2000-01-01 00:00:00+00'),
	(158, 'wagtailcore', '0067_alter_pagerevision_content_json', '2000-01-01 00:00:00+00'),
	(159, 'wagtailcore', '0068_log_entry_empty_object', '2000-01-01 00:00:00+00'),
	(160, 'wagtailcore', '0069_log_entry_jsonfield', '2000-01-01 00:00:00+00'),
	(161, 'wagtailcore', '0070_rename_pagerevision_revision', '2000-01-01 00:00:00+00'),
	(162, 'wagtailcore', '0071_populate_revision_content_type', '2000-01-01 00:00:00+00'),
	(163, 'wagtailcore', '0072_alter_revision_content_type_notnull', '2000-01-01 00:00:00+00'),
	(164, 'wagtailcore', '0073_page_latest_revision', '2000-01-01 00:00:00+00'),
	(165, 'wagtailcore', '0074_revision_object_str', '2000-01-01 00:00:00+00'),
	(166, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', '2000-01-01 00:00:00+00'),
	(167, 'wagtailcore', '0076_modellogentry_revision', '2000-01-01 00:00:00+00'),
	(168, 'wagtailcore', '0077_alter_revision_user', '2000-01-01 00:00:00+00'),
	(169, 'wagtailcore', '0078_referenceindex', '2000-01-01 00:00:00+00'),
	(170, 'wagtailcore', '0079_rename_taskstate_page_revision', '2000-01-01 00:00:00+00'),
	(171, 'wagtailcore', '0080_generic_workflowstate', '2000-01-01 00:00:00+00'),
	(172, 'wagtailcore', '0081_populate_workflowstate_content_type', '2000-01-01 00:00:00+00'),
	(173, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', '2000-01-01 00:00:00+00'),
	(174, 'wagtailcore', '0083_workflowcontenttype', '2000-01-01 00:00:00+00'),
	(175, 'wagtailcore', '0084_add_default_page_permissions', '2000-01-01 00:00:00+00'),
	(176, 'wagtailcore', '0085_add_grouppagepermission_permission', '2000-01-01 00:00:00+00'),
	(177, 'wagtailcore', '0086_populate_grouppagepermission_permission', '2000-01-01 00:00:00+00'),
	(178, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', '2000-01-01 00:00:00+00'),
	(179, 'wagtailcore', '0088_fix_log_entry_json_timestamps', '2000-01-01 00:00:00+00'),
	(180, 'wagtailcore', '0089_log_entry_data_json_null_to_object', '2000-01-01 00:00:00+00'),
	(181, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', '2000-01-01 00:00:00+00'),
	(182, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', '2000-01-01 00:00:00+00'),
	(183, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', '2000-01-01 00:00:00+00'),
	(184, 'wagtailcore', '0093_uploadedfile', '2000-01-01 00:00:00+00'),
	(185, 'wagtailcore', '0094_alter_page_locale', '2000-01-01 00:00:00+00'),
	(186, 'wagtailcore', '0095_groupsitepermission', '2000-01-01 00:00:00+00'),
	(187, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', '2000-01-01 00:00:00+00'),
	(188, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', '2000-01-01 00:00:00+00'),
	(189, 'wagtailcore', '0098_apitoken', '2000-01-01 00:00:00+00'),
	(190, 'pages', '0001_initial', '2000-01-01 00:00:00+00'),
	(191, 'partner', '0003_goods_that_are_gone', '2000-01-01 00:00:00+00'),
	(192, 'payment', '0001_initial', '2000-01-01 00:00:00+00'),
	(193, 'plan', '0001_initial', '2000-01-01 00:00:00+00'),
	(194, 'push', '0001_initial', '2000-01-01 00:00:00+00'),
	(195, 'revenue', '0001_initial', '2000-01-01 00:00:00+00'),
	(196, 'revenue', '0002_a_cancelled_sale_counts_no_more', '2000-01-01 00:00:00+00'),
	(197, 'revenue', '0003_lines_by_cooperative_and_day', '2000-01-01 00:00:00+00'),
	(198, 'tills', '0001_initial', '2000-01-01 00:00:00+00'),
	(199, 'rounds', '0001_initial', '2000-01-01 00:00:00+00'),
	(200, 'rounds', '0002_initial', '2000-01-01 00:00:00+00'),
	(201, 'rounds', '0003_kept_aside_at_a_stop', '2000-01-01 00:00:00+00'),
	(202, 'season', '0001_initial', '2000-01-01 00:00:00+00'),
	(203, 'season', '0002_closed_because', '2000-01-01 00:00:00+00'),
	(204, 'selection', '0001_initial', '2000-01-01 00:00:00+00'),
	(205, 'sessions', '0001_initial', '2000-01-01 00:00:00+00'),
	(206, 'settlements', '0001_initial', '2000-01-01 00:00:00+00'),
	(207, 'sheets', '0001_initial', '2000-01-01 00:00:00+00'),
	(208, 'sheets', '0002_undoing', '2000-01-01 00:00:00+00'),
	(209, 'simple_translation', '0001_initial', '2000-01-01 00:00:00+00'),
	(210, 'taggit', '0001_initial', '2000-01-01 00:00:00+00'),
	(211, 'taggit', '0002_auto_20150616_2121', '2000-01-01 00:00:00+00'),
	(212, 'taggit', '0003_taggeditem_add_unique_index', '2000-01-01 00:00:00+00'),
	(213, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', '2000-01-01 00:00:00+00'),
	(214, 'taggit', '0005_auto_20220424_2025', '2000-01-01 00:00:00+00'),
	(215, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', '2000-01-01 00:00:00+00'),
	(216, 'team', '0001_initial', '2000-01-01 00:00:00+00'),
	(217, 'tills', '0002_clocks_reasons_and_stops', '2000-01-01 00:00:00+00'),
	(218, 'wagtailadmin', '0001_create_admin_access_permissions', '2000-01-01 00:00:00+00'),
	(219, 'wagtailadmin', '0002_admin', '2000-01-01 00:00:00+00'),
	(220, 'wagtailadmin', '0003_admin_managed', '2000-01-01 00:00:00+00'),
	(221, 'wagtailadmin', '0004_editingsession', '2000-01-01 00:00:00+00'),
	(222, 'wagtailadmin', '0005_editingsession_is_editing', '2000-01-01 00:00:00+00'),
	(223, 'wagtailadmin', '0006_formstate', '2000-01-01 00:00:00+00'),
	(224, 'wagtaildocs', '0001_initial', '2000-01-01 00:00:00+00'),
	(225, 'wagtaildocs', '0002_initial_data', '2000-01-01 00:00:00+00'),
	(226, 'wagtaildocs', '0003_add_verbose_names', '2000-01-01 00:00:00+00'),
	(227, 'wagtaildocs', '0004_capitalizeverbose', '2000-01-01 00:00:00+00'),
	(228, 'wagtaildocs', '0005_document_collection', '2000-01-01 00:00:00+00'),
	(229, 'wagtaildocs', '0006_copy_document_permissions_to_collections', '2000-01-01 00:00:00+00'),
	(230, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', '2000-01-01 00:00:00+00'),
	(231, 'wagtaildocs', '0007_merge', '2000-01-01 00:00:00+00'),
	(232, 'wagtaildocs', '0008_document_file_size', '2000-01-01 00:00:00+00'),
	(233, 'wagtaildocs', '0009_document_verbose_name_plural', '2000-01-01 00:00:00+00'),
	(234, 'wagtaildocs', '0010_document_file_hash', '2000-01-01 00:00:00+00'),
	(235, 'wagtaildocs', '0011_add_choose_permissions', '2000-01-01 00:00:00+00'),
	(236, 'wagtaildocs', '0012_uploadeddocument', '2000-01-01 00:00:00+00'),
	(237, 'wagtaildocs', '0013_delete_uploadeddocument', '2000-01-01 00:00:00+00'),
	(238, 'wagtaildocs', '0014_alter_document_file_size', '2000-01-01 00:00:00+00'),
	(239, 'wagtailembeds', '0001_initial', '2000-01-01 00:00:00+00'),
	(240, 'wagtailembeds', '0002_add_verbose_names', '2000-01-01 00:00:00+00'),
	(241, 'wagtailembeds', '0003_capitalizeverbose', '2000-01-01 00:00:00+00'),
	(242, 'wagtailembeds', '0004_embed_verbose_name_plural', '2000-01-01 00:00:00+00'),
	(243, 'wagtailembeds', '0005_specify_thumbnail_url_max_length', '2000-01-01 00:00:00+00'),
	(244, 'wagtailembeds', '0006_add_embed_hash', '2000-01-01 00:00:00+00'),
	(245, 'wagtailembeds', '0007_populate_hash', '2000-01-01 00:00:00+00'),
	(246, 'wagtailembeds', '0008_allow_long_urls', '2000-01-01 00:00:00+00'),
	(247, 'wagtailembeds', '0009_embed_cache_until', '2000-01-01 00:00:00+00'),
	(248, 'wagtailimages', '0001_initial', '2000-01-01 00:00:00+00'),
	(249, 'wagtailimages', '0002_initial_data', '2000-01-01 00:00:00+00'),
	(250, 'wagtailimages', '0003_fix_focal_point_fields', '2000-01-01 00:00:00+00'),
	(251, 'wagtailimages', '0004_make_focal_point_key_not_nullable', '2000-01-01 00:00:00+00'),
	(252, 'wagtailimages', '0005_make_filter_spec_unique', '2000-01-01 00:00:00+00'),
	(253, 'wagtailimages', '0006_add_verbose_names', '2000-01-01 00:00:00+00'),
	(254, 'wagtailimages', '0007_image_file_size', '2000-01-01 00:00:00+00'),
	(255, 'wagtailimages', '0008_image_created_at_index', '2000-01-01 00:00:00+00'),
	(256, 'wagtailimages', '0009_capitalizeverbose', '2000-01-01 00:00:00+00'),
	(257, 'wagtailimages', '0010_change_on_delete_behaviour', '2000-01-01 00:00:00+00'),
	(258, 'wagtailimages', '0011_image_collection', '2000-01-01 00:00:00+00'),
	(259, 'wagtailimages', '0012_copy_image_permissions_to_collections', '2000-01-01 00:00:00+00'),
	(260, 'wagtailimages', '0013_make_rendition_upload_callable', '2000-01-01 00:00:00+00'),
	(261, 'wagtailimages', '0014_add_filter_spec_field', '2000-01-01 00:00:00+00'),
	(262, 'wagtailimages', '0015_fill_filter_spec_field', '2000-01-01 00:00:00+00'),
	(263, 'wagtailimages', '0016_deprecate_rendition_filter_relation', '2000-01-01 00:00:00+00'),
	(264, 'wagtailimages', '0017_reduce_focal_point_key_max_length', '2000-01-01 00:00:00+00'),
	(265, 'wagtailimages', '0018_remove_rendition_filter', '2000-01-01 00:00:00+00'),
	(266, 'wagtailimages', '0019_delete_filter', '2000-01-01 00:00:00+00'),
	(267, 'wagtailimages', '0020_add-verbose-name', '2000-01-01 00:00:00+00'),
	(268, 'wagtailimages', '0021_image_file_hash', '2000-01-01 00:00:00+00'),
	(269, 'wagtailimages', '0022_uploadedimage', '2000-01-01 00:00:00+00'),
	(270, 'wagtailimages', '0023_add_choose_permissions', '2000-01-01 00:00:00+00'),
	(271, 'wagtailimages', '0024_index_image_file_hash', '2000-01-01 00:00:00+00'),
	(272, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', '2000-01-01 00:00:00+00'),
	(273, 'wagtailimages', '0026_delete_uploadedimage', '2000-01-01 00:00:00+00'),
	(274, 'wagtailimages', '0027_image_description', '2000-01-01 00:00:00+00'),
	(275, 'wagtailredirects', '0001_initial', '2000-01-01 00:00:00+00'),
	(276, 'wagtailredirects', '0002_add_verbose_names', '2000-01-01 00:00:00+00'),
	(277, 'wagtailredirects', '0003_make_site_field_editable', '2000-01-01 00:00:00+00'),
	(278, 'wagtailredirects', '0004_set_unique_on_path_and_site', '2000-01-01 00:00:00+00'),
	(279, 'wagtailredirects', '0005_capitalizeverbose', '2000-01-01 00:00:00+00'),
	(280, 'wagtailredirects', '0006_redirect_increase_max_length', '2000-01-01 00:00:00+00'),
	(281, 'wagtailredirects', '0007_add_autocreate_fields', '2000-01-01 00:00:00+00'),
	(282, 'wagtailredirects', '0008_add_verbose_name_plural', '2000-01-01 00:00:00+00'),
	(283, 'wagtailsearch', '0001_initial', '2000-01-01 00:00:00+00'),
	(284, 'wagtailsearch', '0002_add_verbose_names', '2000-01-01 00:00:00+00'),
	(285, 'wagtailsearch', '0003_remove_editors_pick', '2000-01-01 00:00:00+00'),
	(286, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', '2000-01-01 00:00:00+00'),
	(287, 'wagtailsearch', '0005_create_indexentry', '2000-01-01 00:00:00+00'),
	(288, 'wagtailsearch', '0006_customise_indexentry', '2000-01-01 00:00:00+00'),
	(289, 'wagtailsearch', '0007_delete_editorspick', '2000-01-01 00:00:00+00'),
	(290, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', '2000-01-01 00:00:00+00'),
	(291, 'wagtailsearch', '0009_remove_ngram_autocomplete', '2000-01-01 00:00:00+00'),
	(292, 'wagtailsearch', '0010_add_text_fields', '2000-01-01 00:00:00+00'),
	(293, 'wagtailusers', '0001_initial', '2000-01-01 00:00:00+00'),
	(294, 'wagtailusers', '0002_add_verbose_name_on_userprofile', '2000-01-01 00:00:00+00'),
	(295, 'wagtailusers', '0003_add_verbose_names', '2000-01-01 00:00:00+00'),
	(296, 'wagtailusers', '0004_capitalizeverbose', '2000-01-01 00:00:00+00'),
	(297, 'wagtailusers', '0005_make_related_name_wagtail_specific', '2000-01-01 00:00:00+00'),
	(298, 'wagtailusers', '0006_userprofile_prefered_language', '2000-01-01 00:00:00+00'),
	(299, 'wagtailusers', '0007_userprofile_current_time_zone', '2000-01-01 00:00:00+00'),
	(300, 'wagtailusers', '0008_userprofile_avatar', '2000-01-01 00:00:00+00'),
	(301, 'wagtailusers', '0009_userprofile_verbose_name_plural', '2000-01-01 00:00:00+00'),
	(302, 'wagtailusers', '0010_userprofile_updated_comments_notifications', '2000-01-01 00:00:00+00'),
	(303, 'wagtailusers', '0011_userprofile_dismissibles', '2000-01-01 00:00:00+00'),
	(304, 'wagtailusers', '0012_userprofile_theme', '2000-01-01 00:00:00+00'),
	(305, 'wagtailusers', '0013_userprofile_density', '2000-01-01 00:00:00+00'),
	(306, 'wagtailusers', '0014_userprofile_contrast', '2000-01-01 00:00:00+00'),
	(307, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', '2000-01-01 00:00:00+00'),
	(308, 'wagtailimages', '0001_squashed_0021', '2000-01-01 00:00:00+00'),
	(309, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', '2000-01-01 00:00:00+00');

INSERT INTO public.django_site VALUES
	(1, 'example.com', 'example.com');

INSERT INTO public.wagtailcore_collection VALUES
	(1, '0001', 1, 0, 'Root');

INSERT INTO public.wagtailcore_groupapprovaltask VALUES
	(1);

INSERT INTO public.wagtailcore_groupapprovaltask_groups VALUES
	(1, 1, 1);

INSERT INTO public.wagtailcore_groupcollectionpermission VALUES
	(1, 1, 1, 110),
	(2, 1, 2, 110),
	(3, 1, 1, 111),
	(4, 1, 2, 111),
	(5, 1, 1, 113),
	(6, 1, 2, 113),
	(7, 1, 1, 114),
	(8, 1, 2, 114),
	(9, 1, 1, 115),
	(10, 1, 2, 115),
	(11, 1, 1, 117),
	(12, 1, 2, 117);

INSERT INTO public.wagtailcore_grouppagepermission VALUES
	(1, 1, 1, 69),
	(2, 1, 1, 70),
	(3, 1, 1, 75),
	(4, 2, 1, 69),
	(5, 2, 1, 70),
	(6, 1, 1, 74),
	(7, 1, 1, 76);

INSERT INTO public.wagtailcore_locale VALUES
	(1, 'ar');

INSERT INTO public.wagtailcore_page VALUES
	(1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, '5b58b532-f06f-1613-c2ec-f6f2c0c09230', 1, NULL, NULL),
	(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, '154be450-4322-e1f7-7ce7-14eb2eed9390', 1, NULL, NULL);

INSERT INTO public.wagtailcore_site VALUES
	(1, 'localhost', 80, true, 2, '');

INSERT INTO public.wagtailcore_task VALUES
	(1, 'Moderators approval', true, 2);

INSERT INTO public.wagtailcore_workflow VALUES
	(1, 'Moderators approval', true);

INSERT INTO public.wagtailcore_workflowpage VALUES
	(1, 1);

INSERT INTO public.wagtailcore_workflowtask VALUES
	(1, 0, 1, 1);

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_user_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.address_useraddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_appeal_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_application_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_applicationproduct_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_placeoffer_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_absence_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_arrival_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_badge_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_incident_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_institutionalstand_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_visitorcount_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_workshop_id_seq', 1, false);

SELECT pg_catalog.setval('public.audit_auditentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.audit_statuschange_id_seq', 1, false);

SELECT pg_catalog.setval('public.audit_usedtoken_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 2, true);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 18, true);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 1025, true);

SELECT pg_catalog.setval('public.basket_basket_id_seq', 1, false);

SELECT pg_catalog.setval('public.basket_basket_vouchers_id_seq', 1, false);

SELECT pg_catalog.setval('public.basket_line_id_seq', 1, false);

SELECT pg_catalog.setval('public.basket_lineattribute_id_seq', 1, false);

SELECT pg_catalog.setval('public.calls_call_areas_struck_id_seq', 1, false);

SELECT pg_catalog.setval('public.calls_call_id_seq', 1, false);

SELECT pg_catalog.setval('public.calls_criterion_id_seq', 1, false);

SELECT pg_catalog.setval('public.calls_editionbody_id_seq', 1, false);

SELECT pg_catalog.setval('public.calls_organisingbody_id_seq', 1, false);

SELECT pg_catalog.setval('public.calls_quota_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_attributeoption_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_attributeoptiongroup_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_category_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_option_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_product_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_product_product_options_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productattribute_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productattributevalue_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productattributevalue_value_multi_option_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productcategory_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productclass_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productclass_options_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productimage_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalogue_productrecommendation_id_seq', 1, false);

SELECT pg_catalog.setval('public.closing_closing_id_seq', 1, false);

SELECT pg_catalog.setval('public.closing_salescertificate_id_seq', 1, false);

SELECT pg_catalog.setval('public.communication_communicationeventtype_id_seq', 1, false);

SELECT pg_catalog.setval('public.communication_email_id_seq', 1, false);

SELECT pg_catalog.setval('public.communication_notification_id_seq', 1, false);

SELECT pg_catalog.setval('public.conversation_ordermessage_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperatives_cooperative_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperatives_membership_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperatives_qualitysign_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperatives_signheld_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperatives_supportprogramme_cooperatives_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperatives_supportprogramme_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperatives_unionmembership_id_seq', 1, false);

SELECT pg_catalog.setval('public.datafiles_datafile_id_seq', 1, false);

SELECT pg_catalog.setval('public.delivery_carrier_id_seq', 1, false);

SELECT pg_catalog.setval('public.delivery_deliveryrate_id_seq', 1, false);

SELECT pg_catalog.setval('public.delivery_hub_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 256, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 309, true);

SELECT pg_catalog.setval('public.django_site_id_seq', 1, true);

SELECT pg_catalog.setval('public.fairs_cashhandover_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_commissionrule_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_declaredpart_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_declaredtotal_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_depositslip_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_edition_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_editionday_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_editionmembership_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_exportfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_listing_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_participation_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_programme_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_publicspending_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_referencefigure_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_scheduledexport_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_signedcontract_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_stall_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_stallassignment_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_stop_id_seq', 1, false);

SELECT pg_catalog.setval('public.help_helprecording_id_seq', 1, false);

SELECT pg_catalog.setval('public.imports_importproof_id_seq', 1, false);

SELECT pg_catalog.setval('public.imports_importrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.imports_pastimport_id_seq', 1, false);

SELECT pg_catalog.setval('public.jobs_job_id_seq', 1, false);

SELECT pg_catalog.setval('public.joining_paper_id_seq', 1, false);

SELECT pg_catalog.setval('public.joining_paperpage_id_seq', 1, false);

SELECT pg_catalog.setval('public.kinds_productkind_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_balancecheckpoint_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_ledgeraccount_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_ledgerentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_ledgertransaction_id_seq', 1, false);

SELECT pg_catalog.setval('public.lots_lot_id_seq', 1, false);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.moderation_productrevision_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_benefit_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_condition_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_conditionaloffer_combinations_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_conditionaloffer_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_range_classes_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_range_excluded_categories_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_range_excluded_products_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_range_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_range_included_categories_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_rangeproduct_id_seq', 1, false);

SELECT pg_catalog.setval('public.offer_rangeproductfileupload_id_seq', 1, false);

SELECT pg_catalog.setval('public.officers_consent_id_seq', 1, false);

SELECT pg_catalog.setval('public.officers_fieldagent_id_seq', 1, false);

SELECT pg_catalog.setval('public.officers_mandate_id_seq', 1, false);

SELECT pg_catalog.setval('public.officers_recovery_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_billingaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_communicationevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_invoiceseries_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_line_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_lineattribute_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_lineprice_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_order_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_orderdiscount_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_orderlinediscount_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_ordernote_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_orderstatuschange_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_parcel_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_partoffer_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_partofferline_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_paymentevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_paymenteventquantity_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_paymenteventtype_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_purchase_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_shippingaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_shippingevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_shippingeventquantity_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_shippingeventtype_id_seq', 1, false);

SELECT pg_catalog.setval('public.order_surcharge_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_partner_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_partner_users_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_partneraddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_shortage_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_stockalert_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_stockholding_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_stockmovement_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_stockrecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_dispute_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_gatewayevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_paymentattempt_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_refund_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_refundline_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_remittance_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_remittanceline_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_returnline_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_returnrequest_id_seq', 1, false);

SELECT pg_catalog.setval('public.plan_plan_id_seq', 1, false);

SELECT pg_catalog.setval('public.plan_planmark_id_seq', 1, false);

SELECT pg_catalog.setval('public.plan_planplace_id_seq', 1, false);

SELECT pg_catalog.setval('public.push_pushsubscription_id_seq', 1, false);

SELECT pg_catalog.setval('public.revenue_coarsecell_id_seq', 1, false);

SELECT pg_catalog.setval('public.revenue_detailcell_id_seq', 1, false);

SELECT pg_catalog.setval('public.revenue_editionsummary_id_seq', 1, false);

SELECT pg_catalog.setval('public.revenue_publiccell_id_seq', 1, false);

SELECT pg_catalog.setval('public.revenue_revenueline_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_estimate_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_estimatedtotal_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_quarantinedvisit_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_round_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_slip_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_slipbook_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_tablet_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_visitconflict_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_visitpart_id_seq', 1, false);

SELECT pg_catalog.setval('public.rounds_visitphoto_id_seq', 1, false);

SELECT pg_catalog.setval('public.season_closedperiod_id_seq', 1, false);

SELECT pg_catalog.setval('public.selection_commonscore_id_seq', 1, false);

SELECT pg_catalog.setval('public.selection_decision_id_seq', 1, false);

SELECT pg_catalog.setval('public.selection_minutes_id_seq', 1, false);

SELECT pg_catalog.setval('public.selection_recusal_id_seq', 1, false);

SELECT pg_catalog.setval('public.selection_score_id_seq', 1, false);

SELECT pg_catalog.setval('public.selection_scoresheet_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_bankaccount_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_monthend_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_payout_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_payoutexclusion_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_payoutmark_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_payoutrun_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_postaladdressee_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_settlement_id_seq', 1, false);

SELECT pg_catalog.setval('public.settlements_work_id_seq', 1, false);

SELECT pg_catalog.setval('public.sheets_productsheet_id_seq', 1, false);

SELECT pg_catalog.setval('public.sheets_sheetrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.simple_translation_simpletranslation_id_seq', 1, false);

SELECT pg_catalog.setval('public.taggit_tag_id_seq', 1, false);

SELECT pg_catalog.setval('public.taggit_taggeditem_id_seq', 1, false);

SELECT pg_catalog.setval('public.team_invitation_id_seq', 1, false);

SELECT pg_catalog.setval('public.territory_place_id_seq', 1, false);

SELECT pg_catalog.setval('public.tills_cashreport_id_seq', 1, false);

SELECT pg_catalog.setval('public.tills_cashreportline_id_seq', 1, false);

SELECT pg_catalog.setval('public.tills_quarantinedrecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.tills_saleline_id_seq', 1, false);

SELECT pg_catalog.setval('public.tills_till_id_seq', 1, false);

SELECT pg_catalog.setval('public.voucher_voucher_id_seq', 1, false);

SELECT pg_catalog.setval('public.voucher_voucher_offers_id_seq', 1, false);

SELECT pg_catalog.setval('public.voucher_voucherapplication_id_seq', 1, false);

SELECT pg_catalog.setval('public.voucher_voucherset_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailadmin_admin_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailadmin_editingsession_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailadmin_formstate_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_apitoken_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_collection_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_comment_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_commentreply_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_groupapprovaltask_groups_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_groupcollectionpermission_id_seq', 12, true);

SELECT pg_catalog.setval('public.wagtailcore_grouppagepermission_id_seq', 7, true);

SELECT pg_catalog.setval('public.wagtailcore_groupsitepermission_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_locale_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_modellogentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_page_id_seq', 2, true);

SELECT pg_catalog.setval('public.wagtailcore_pagelogentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pagerevision_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pagesubscription_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_referenceindex_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_site_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_task_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_taskstate_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_uploadedfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_workflow_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_workflowstate_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_workflowtask_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtaildocs_document_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailembeds_embed_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailimages_image_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailimages_rendition_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailredirects_redirect_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailsearch_indexentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailusers_userprofile_id_seq', 1, false);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_phone_digest_key UNIQUE (phone_digest);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.address_country
    ADD CONSTRAINT address_country_pkey PRIMARY KEY (iso_3166_1_a2);

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_code_key UNIQUE (code);

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_user_id_hash_9d1738c7_uniq UNIQUE (user_id, hash);

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT application_once UNIQUE (call_id, cooperative_id);

ALTER TABLE ONLY public.applications_applicationproduct
    ADD CONSTRAINT applicationproduct_once UNIQUE NULLS NOT DISTINCT (application_id, product_id, label);

ALTER TABLE ONLY public.applications_appeal
    ADD CONSTRAINT applications_appeal_application_id_key UNIQUE (application_id);

ALTER TABLE ONLY public.applications_appeal
    ADD CONSTRAINT applications_appeal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_appeal
    ADD CONSTRAINT applications_appeal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_application_participation_id_key UNIQUE (participation_id);

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_application_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.applications_applicationproduct
    ADD CONSTRAINT applications_applicationproduct_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_placeoffer
    ADD CONSTRAINT applications_placeoffer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_absence
    ADD CONSTRAINT attendance_absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_key_key UNIQUE (key);

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_badge
    ADD CONSTRAINT attendance_badge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_badge
    ADD CONSTRAINT attendance_badge_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.attendance_incident
    ADD CONSTRAINT attendance_incident_key_key UNIQUE (key);

ALTER TABLE ONLY public.attendance_incident
    ADD CONSTRAINT attendance_incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_incident
    ADD CONSTRAINT attendance_incident_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.attendance_institutionalstand
    ADD CONSTRAINT attendance_institutionalstand_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_institutionalstand
    ADD CONSTRAINT attendance_institutionalstand_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.attendance_visitorcount
    ADD CONSTRAINT attendance_visitorcount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_workshop
    ADD CONSTRAINT attendance_workshop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_workshop
    ADD CONSTRAINT attendance_workshop_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.audit_auditentry
    ADD CONSTRAINT audit_auditentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_statuschange
    ADD CONSTRAINT audit_statuschange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_usedtoken
    ADD CONSTRAINT audit_usedtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_usedtoken
    ADD CONSTRAINT audit_usedtoken_token_key UNIQUE (token);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_badge
    ADD CONSTRAINT badge_number_once UNIQUE (participation_id, number);

ALTER TABLE ONLY public.ledger_balancecheckpoint
    ADD CONSTRAINT balancecheckpoint_once UNIQUE (account_id, last_entry_id);

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouchers_basket_id_voucher_id_0731eee2_uniq UNIQUE (basket_id, voucher_id);

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouchers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_basket_id_line_reference_8977e974_uniq UNIQUE (basket_id, line_reference);

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.basket_lineattribute
    ADD CONSTRAINT basket_lineattribute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basketline_product_once UNIQUE (basket_id, product_id);

ALTER TABLE ONLY public.calls_call_areas_struck
    ADD CONSTRAINT calls_call_areas_struck_call_id_province_id_81f13c6b_uniq UNIQUE (call_id, province_id);

ALTER TABLE ONLY public.calls_call_areas_struck
    ADD CONSTRAINT calls_call_areas_struck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_stop_id_key UNIQUE (stop_id);

ALTER TABLE ONLY public.calls_criterion
    ADD CONSTRAINT calls_criterion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_editionbody
    ADD CONSTRAINT calls_editionbody_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_organisingbody
    ADD CONSTRAINT calls_organisingbody_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_organisingbody
    ADD CONSTRAINT calls_organisingbody_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.calls_quota
    ADD CONSTRAINT calls_quota_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_cashreport
    ADD CONSTRAINT cashreport_number_once UNIQUE (till_id, number);

ALTER TABLE ONLY public.tills_cashreportline
    ADD CONSTRAINT cashreportline_once UNIQUE (report_id, cooperative_id, payment);

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeoption_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeoption_group_id_option_7a8f6c11_uniq UNIQUE (group_id, option);

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeoption_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_attributeoptiongroup
    ADD CONSTRAINT catalogue_attributeoptiongroup_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalogue_attributeoptiongroup
    ADD CONSTRAINT catalogue_attributeoptiongroup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_path_key UNIQUE (path);

ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_option
    ADD CONSTRAINT catalogue_option_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalogue_option
    ADD CONSTRAINT catalogue_option_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_produc_product_id_option_id_9b3abb31_uniq UNIQUE (product_id, option_id);

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_product_options_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_upc_key UNIQUE (upc);

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productattribu_attribute_id_product_id_1e8e7112_uniq UNIQUE (attribute_id, product_id);

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productattribu_productattributevalue_id_a1760824_uniq UNIQUE (productattributevalue_id, attributeoption_id);

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productattribute_code_product_class_id_82f69012_uniq UNIQUE (code, product_class_id);

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productattribute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productattributevalue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productattributevalue_value_multi_option_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcategory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcategory_product_id_category_id_8f0dbfe2_uniq UNIQUE (product_id, category_id);

ALTER TABLE ONLY public.catalogue_productclass
    ADD CONSTRAINT catalogue_productclass_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productclass_o_productclass_id_option_i_2266c635_uniq UNIQUE (productclass_id, option_id);

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productclass_options_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_productclass
    ADD CONSTRAINT catalogue_productclass_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_productclass
    ADD CONSTRAINT catalogue_productclass_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.catalogue_productimage
    ADD CONSTRAINT catalogue_productimage_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalogue_productimage
    ADD CONSTRAINT catalogue_productimage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrecomme_primary_id_recommendatio_da1fdf43_uniq UNIQUE (primary_id, recommendation_id);

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrecommendation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.season_closedperiod
    ADD CONSTRAINT closedperiod_never_overlaps EXCLUDE USING gist (cooperative_id WITH =, daterange(starts_on, ends_on, '[]'::text) WITH &&) WHERE ((withdrawn_at IS NULL));

ALTER TABLE ONLY public.closing_closing
    ADD CONSTRAINT closing_closing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.closing_closing
    ADD CONSTRAINT closing_closing_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.closing_closing
    ADD CONSTRAINT closing_closing_stop_id_key UNIQUE (stop_id);

ALTER TABLE ONLY public.closing_salescertificate
    ADD CONSTRAINT closing_salescertificate_participation_id_key UNIQUE (participation_id);

ALTER TABLE ONLY public.closing_salescertificate
    ADD CONSTRAINT closing_salescertificate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.closing_salescertificate
    ADD CONSTRAINT closing_salescertificate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.revenue_coarsecell
    ADD CONSTRAINT coarsecell_once UNIQUE NULLS NOT DISTINCT (edition_id, stop_id, region_id, counts_on, channel, evidence);

ALTER TABLE ONLY public.selection_commonscore
    ADD CONSTRAINT commonscore_once UNIQUE (application_id, criterion_id);

ALTER TABLE ONLY public.communication_communicationeventtype
    ADD CONSTRAINT communication_communicationeventtype_code_key UNIQUE (code);

ALTER TABLE ONLY public.communication_communicationeventtype
    ADD CONSTRAINT communication_communicationeventtype_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.communication_email
    ADD CONSTRAINT communication_email_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.communication_notification
    ADD CONSTRAINT communication_notification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.conversation_ordermessage
    ADD CONSTRAINT conversation_ordermessage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.conversation_ordermessage
    ADD CONSTRAINT conversation_ordermessage_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.cooperatives_cooperative
    ADD CONSTRAINT cooperatives_cooperative_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperatives_cooperative
    ADD CONSTRAINT cooperatives_cooperative_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.cooperatives_cooperative
    ADD CONSTRAINT cooperatives_cooperative_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.cooperatives_membership
    ADD CONSTRAINT cooperatives_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperatives_qualitysign
    ADD CONSTRAINT cooperatives_qualitysign_code_key UNIQUE (code);

ALTER TABLE ONLY public.cooperatives_qualitysign
    ADD CONSTRAINT cooperatives_qualitysign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperatives_signheld
    ADD CONSTRAINT cooperatives_signheld_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperatives_supportprogramme_cooperatives
    ADD CONSTRAINT cooperatives_supportprog_supportprogramme_id_coop_d5531df9_uniq UNIQUE (supportprogramme_id, cooperative_id);

ALTER TABLE ONLY public.cooperatives_supportprogramme
    ADD CONSTRAINT cooperatives_supportprogramme_code_key UNIQUE (code);

ALTER TABLE ONLY public.cooperatives_supportprogramme_cooperatives
    ADD CONSTRAINT cooperatives_supportprogramme_cooperatives_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperatives_supportprogramme
    ADD CONSTRAINT cooperatives_supportprogramme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperatives_unionmembership
    ADD CONSTRAINT cooperatives_unionmembership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.datafiles_datafile
    ADD CONSTRAINT datafiles_datafile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.datafiles_datafile
    ADD CONSTRAINT datafiles_datafile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_declaredpart
    ADD CONSTRAINT declaredpart_once UNIQUE (total_id, family_id);

ALTER TABLE ONLY public.fairs_declaredtotal
    ADD CONSTRAINT declaredtotal_once_a_day UNIQUE (participation_id, counts_on, evidence);

ALTER TABLE ONLY public.delivery_carrier
    ADD CONSTRAINT delivery_carrier_code_key UNIQUE (code);

ALTER TABLE ONLY public.delivery_carrier
    ADD CONSTRAINT delivery_carrier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.delivery_deliveryrate
    ADD CONSTRAINT delivery_deliveryrate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.delivery_hub
    ADD CONSTRAINT delivery_hub_code_key UNIQUE (code);

ALTER TABLE ONLY public.delivery_hub
    ADD CONSTRAINT delivery_hub_edition_id_key UNIQUE (edition_id);

ALTER TABLE ONLY public.delivery_hub
    ADD CONSTRAINT delivery_hub_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.delivery_hub
    ADD CONSTRAINT delivery_hub_union_id_key UNIQUE (union_id);

ALTER TABLE ONLY public.delivery_deliveryrate
    ADD CONSTRAINT deliveryrate_step_once UNIQUE (carrier_id, from_region_id, to_region_id, shipping_class, up_to_grams);

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT detailcell_once UNIQUE NULLS NOT DISTINCT (edition_id, stop_id, region_id, counts_on, channel, evidence, stall_id, cooperative_id, family_id, payment, hour);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.django_site
    ADD CONSTRAINT django_site_domain_a2e37b91_uniq UNIQUE (domain);

ALTER TABLE ONLY public.django_site
    ADD CONSTRAINT django_site_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_editionbody
    ADD CONSTRAINT editionbody_once UNIQUE (edition_id, body_id);

ALTER TABLE ONLY public.fairs_editionday
    ADD CONSTRAINT editionday_once UNIQUE (stop_id, day);

ALTER TABLE ONLY public.revenue_editionsummary
    ADD CONSTRAINT editionsummary_once UNIQUE NULLS NOT DISTINCT (edition_id, dimension, key, channel, evidence);

ALTER TABLE ONLY public.rounds_estimatedtotal
    ADD CONSTRAINT estimatedtotal_once UNIQUE (estimate_id, total_id);

ALTER TABLE ONLY public.fairs_exportfile
    ADD CONSTRAINT exportfile_once_a_day UNIQUE (export_id, for_day);

ALTER TABLE ONLY public.fairs_cashhandover
    ADD CONSTRAINT fairs_cashhandover_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_cashhandover
    ADD CONSTRAINT fairs_cashhandover_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_cashhandover
    ADD CONSTRAINT fairs_cashhandover_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.fairs_commissionrule
    ADD CONSTRAINT fairs_commissionrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_commissionrule
    ADD CONSTRAINT fairs_commissionrule_position_key UNIQUE ("position");

ALTER TABLE ONLY public.fairs_declaredpart
    ADD CONSTRAINT fairs_declaredpart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_declaredtotal
    ADD CONSTRAINT fairs_declaredtotal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_depositslip
    ADD CONSTRAINT fairs_depositslip_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_depositslip
    ADD CONSTRAINT fairs_depositslip_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_code_key UNIQUE (code);

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_editionday
    ADD CONSTRAINT fairs_editionday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_editionmembership
    ADD CONSTRAINT fairs_editionmembership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_exportfile
    ADD CONSTRAINT fairs_exportfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_exportfile
    ADD CONSTRAINT fairs_exportfile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_listing
    ADD CONSTRAINT fairs_listing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_participation
    ADD CONSTRAINT fairs_participation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_participation
    ADD CONSTRAINT fairs_participation_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_programme
    ADD CONSTRAINT fairs_programme_code_key UNIQUE (code);

ALTER TABLE ONLY public.fairs_programme
    ADD CONSTRAINT fairs_programme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_publicspending
    ADD CONSTRAINT fairs_publicspending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_publicspending
    ADD CONSTRAINT fairs_publicspending_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_referencefigure
    ADD CONSTRAINT fairs_referencefigure_key_key UNIQUE (key);

ALTER TABLE ONLY public.fairs_referencefigure
    ADD CONSTRAINT fairs_referencefigure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_scheduledexport
    ADD CONSTRAINT fairs_scheduledexport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_scheduledexport
    ADD CONSTRAINT fairs_scheduledexport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_signedcontract
    ADD CONSTRAINT fairs_signedcontract_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_signedcontract
    ADD CONSTRAINT fairs_signedcontract_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.fairs_stall
    ADD CONSTRAINT fairs_stall_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_stallassignment
    ADD CONSTRAINT fairs_stallassignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_stop
    ADD CONSTRAINT fairs_stop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.help_helprecording
    ADD CONSTRAINT help_helprecording_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.help_helprecording
    ADD CONSTRAINT help_helprecording_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.imports_importproof
    ADD CONSTRAINT importproof_once UNIQUE (past_import_id, digest);

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT importrow_once UNIQUE (past_import_id, number);

ALTER TABLE ONLY public.imports_importproof
    ADD CONSTRAINT imports_importproof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT imports_importrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.imports_pastimport
    ADD CONSTRAINT imports_pastimport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.imports_pastimport
    ADD CONSTRAINT imports_pastimport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.order_invoiceseries
    ADD CONSTRAINT invoiceseries_once UNIQUE (cooperative_id, year);

ALTER TABLE ONLY public.jobs_heartbeat
    ADD CONSTRAINT jobs_heartbeat_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.jobs_job
    ADD CONSTRAINT jobs_job_key_key UNIQUE (key);

ALTER TABLE ONLY public.jobs_job
    ADD CONSTRAINT jobs_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.joining_paper
    ADD CONSTRAINT joining_paper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.joining_paper
    ADD CONSTRAINT joining_paper_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.joining_paperpage
    ADD CONSTRAINT joining_paperpage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kinds_productkind
    ADD CONSTRAINT kinds_productkind_code_key UNIQUE (code);

ALTER TABLE ONLY public.kinds_productkind
    ADD CONSTRAINT kinds_productkind_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_balancecheckpoint
    ADD CONSTRAINT ledger_balancecheckpoint_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_ledgeraccount
    ADD CONSTRAINT ledger_ledgeraccount_code_key UNIQUE (code);

ALTER TABLE ONLY public.ledger_ledgeraccount
    ADD CONSTRAINT ledger_ledgeraccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_ledgerentry
    ADD CONSTRAINT ledger_ledgerentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_ledgertransaction
    ADD CONSTRAINT ledger_ledgertransaction_key_key UNIQUE (key);

ALTER TABLE ONLY public.ledger_ledgertransaction
    ADD CONSTRAINT ledger_ledgertransaction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_ledgertransaction
    ADD CONSTRAINT ledger_ledgertransaction_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.ledger_ledgerentry
    ADD CONSTRAINT ledgerentry_account_once UNIQUE (transaction_id, account_id);

ALTER TABLE ONLY public.fairs_listing
    ADD CONSTRAINT listing_once UNIQUE (participation_id, product_id);

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lot_code_once UNIQUE (cooperative_id, code);

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lots_lot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lots_lot_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.selection_minutes
    ADD CONSTRAINT minutes_number_once UNIQUE (call_id, number);

ALTER TABLE ONLY public.moderation_productrevision
    ADD CONSTRAINT moderation_productrevision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_productrevision
    ADD CONSTRAINT moderation_productrevision_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.offer_benefit
    ADD CONSTRAINT offer_benefit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_condition
    ADD CONSTRAINT offer_condition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloffer_c_from_conditionaloffer_id_2e3e9ffe_uniq UNIQUE (from_conditionaloffer_id, to_conditionaloffer_id);

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloffer_combinations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_name_key UNIQUE (name);

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_range_id_productclass_id_28eeefae_uniq UNIQUE (range_id, productclass_id);

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_cat_range_id_category_id_2f84ef27_uniq UNIQUE (range_id, category_id);

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_categories_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_products_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_products_range_id_product_id_eb1cfe87_uniq UNIQUE (range_id, product_id);

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_cat_range_id_category_id_a661d336_uniq UNIQUE (range_id, category_id);

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_categories_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_name_key UNIQUE (name);

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_proxy_class_key UNIQUE (proxy_class);

ALTER TABLE ONLY public.offer_range
    ADD CONSTRAINT offer_range_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_range_id_product_id_c46b1be8_uniq UNIQUE (range_id, product_id);

ALTER TABLE ONLY public.offer_rangeproductfileupload
    ADD CONSTRAINT offer_rangeproductfileupload_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.officers_consent
    ADD CONSTRAINT officers_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.officers_consent
    ADD CONSTRAINT officers_consent_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.officers_fieldagent
    ADD CONSTRAINT officers_fieldagent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.officers_mandate
    ADD CONSTRAINT officers_mandate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.officers_mandate
    ADD CONSTRAINT officers_mandate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_consent_id_key UNIQUE (consent_id);

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.order_billingaddress
    ADD CONSTRAINT order_billingaddress_code_key UNIQUE (code);

ALTER TABLE ONLY public.order_billingaddress
    ADD CONSTRAINT order_billingaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_communicationevent
    ADD CONSTRAINT order_communicationevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_invoice_number_once UNIQUE (cooperative_id, invoice_year, invoice_number);

ALTER TABLE ONLY public.order_invoiceseries
    ADD CONSTRAINT order_invoiceseries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_lineattribute
    ADD CONSTRAINT order_lineattribute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_lineprice
    ADD CONSTRAINT order_lineprice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_one_for_each_cooperative UNIQUE (purchase_id, cooperative_id);

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_number_key UNIQUE (number);

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.order_orderdiscount
    ADD CONSTRAINT order_orderdiscount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_orderlinediscount
    ADD CONSTRAINT order_orderlinediscount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_ordernote
    ADD CONSTRAINT order_ordernote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_orderstatuschange
    ADD CONSTRAINT order_orderstatuschange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_parcel
    ADD CONSTRAINT order_parcel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_parcel
    ADD CONSTRAINT order_parcel_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.order_partoffer
    ADD CONSTRAINT order_partoffer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_partoffer
    ADD CONSTRAINT order_partoffer_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.order_partofferline
    ADD CONSTRAINT order_partofferline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventquantity_event_id_line_id_765c5209_uniq UNIQUE (event_id, line_id);

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventquantity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_paymenteventtype
    ADD CONSTRAINT order_paymenteventtype_code_key UNIQUE (code);

ALTER TABLE ONLY public.order_paymenteventtype
    ADD CONSTRAINT order_paymenteventtype_name_key UNIQUE (name);

ALTER TABLE ONLY public.order_paymenteventtype
    ADD CONSTRAINT order_paymenteventtype_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_basket_id_key UNIQUE (basket_id);

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_number_key UNIQUE (number);

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.order_shippingaddress
    ADD CONSTRAINT order_shippingaddress_code_key UNIQUE (code);

ALTER TABLE ONLY public.order_shippingaddress
    ADD CONSTRAINT order_shippingaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_shippingevent
    ADD CONSTRAINT order_shippingevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventquantity_event_id_line_id_91687107_uniq UNIQUE (event_id, line_id);

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventquantity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_shippingeventtype
    ADD CONSTRAINT order_shippingeventtype_code_key UNIQUE (code);

ALTER TABLE ONLY public.order_shippingeventtype
    ADD CONSTRAINT order_shippingeventtype_name_key UNIQUE (name);

ALTER TABLE ONLY public.order_shippingeventtype
    ADD CONSTRAINT order_shippingeventtype_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.order_surcharge
    ADD CONSTRAINT order_surcharge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_key_key UNIQUE (key);

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pages_homepage
    ADD CONSTRAINT pages_homepage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.pages_standardpage
    ADD CONSTRAINT pages_standardpage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.pages_storyindexpage
    ADD CONSTRAINT pages_storyindexpage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.pages_storypage
    ADD CONSTRAINT pages_storypage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.joining_paperpage
    ADD CONSTRAINT paperpage_number_once UNIQUE (paper_id, number);

ALTER TABLE ONLY public.joining_paperpage
    ADD CONSTRAINT paperpage_once UNIQUE (paper_id, digest);

ALTER TABLE ONLY public.order_parcel
    ADD CONSTRAINT parcel_one_for_each_hub UNIQUE (purchase_id, hub_id);

ALTER TABLE ONLY public.fairs_participation
    ADD CONSTRAINT participation_once_per_stop UNIQUE (stop_id, cooperative_id);

ALTER TABLE ONLY public.partner_partner
    ADD CONSTRAINT partner_partner_code_key UNIQUE (code);

ALTER TABLE ONLY public.partner_partner
    ADD CONSTRAINT partner_partner_cooperative_id_key UNIQUE (cooperative_id);

ALTER TABLE ONLY public.partner_partner
    ADD CONSTRAINT partner_partner_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_partner_id_user_id_9e5c0517_uniq UNIQUE (partner_id, user_id);

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddress_code_key UNIQUE (code);

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_shortage
    ADD CONSTRAINT partner_shortage_key_key UNIQUE (key);

ALTER TABLE ONLY public.partner_shortage
    ADD CONSTRAINT partner_shortage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_stockalert
    ADD CONSTRAINT partner_stockalert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_stockholding
    ADD CONSTRAINT partner_stockholding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_stockmovement
    ADD CONSTRAINT partner_stockmovement_key_key UNIQUE (key);

ALTER TABLE ONLY public.partner_stockmovement
    ADD CONSTRAINT partner_stockmovement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_partner_id_partner_sku_8441e010_uniq UNIQUE (partner_id, partner_sku);

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_product_id_key UNIQUE (product_id);

ALTER TABLE ONLY public.order_partofferline
    ADD CONSTRAINT partofferline_once UNIQUE (offer_id, line_id);

ALTER TABLE ONLY public.payment_dispute
    ADD CONSTRAINT payment_dispute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_dispute
    ADD CONSTRAINT payment_dispute_provider_id_key UNIQUE (provider_id);

ALTER TABLE ONLY public.payment_gatewayevent
    ADD CONSTRAINT payment_gatewayevent_event_id_key UNIQUE (event_id);

ALTER TABLE ONLY public.payment_gatewayevent
    ADD CONSTRAINT payment_gatewayevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_paymentattempt
    ADD CONSTRAINT payment_paymentattempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_paymentattempt
    ADD CONSTRAINT payment_paymentattempt_uuid_key UNIQUE (uuid);

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_return_request_id_key UNIQUE (return_request_id);

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_uuid_key UNIQUE (uuid);

ALTER TABLE ONLY public.payment_refundline
    ADD CONSTRAINT payment_refundline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_remittance
    ADD CONSTRAINT payment_remittance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_remittance
    ADD CONSTRAINT payment_remittance_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.payment_remittance
    ADD CONSTRAINT payment_remittance_uuid_key UNIQUE (uuid);

ALTER TABLE ONLY public.payment_remittanceline
    ADD CONSTRAINT payment_remittanceline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_returnline
    ADD CONSTRAINT payment_returnline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_returnrequest
    ADD CONSTRAINT payment_returnrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_returnrequest
    ADD CONSTRAINT payment_returnrequest_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.payment_paymentattempt
    ADD CONSTRAINT paymentattempt_seq_once UNIQUE (purchase_id, seq);

ALTER TABLE ONLY public.settlements_payoutexclusion
    ADD CONSTRAINT payoutexclusion_once_a_run UNIQUE (run_id, cooperative_id);

ALTER TABLE ONLY public.plan_plan
    ADD CONSTRAINT plan_plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_plan
    ADD CONSTRAINT plan_plan_stop_id_key UNIQUE (stop_id);

ALTER TABLE ONLY public.plan_planmark
    ADD CONSTRAINT plan_planmark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_planplace
    ADD CONSTRAINT plan_planplace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_planplace
    ADD CONSTRAINT planplace_never_overlaps EXCLUDE USING gist (plan_id WITH =, int4range(("column")::integer, (("column" + width))::integer) WITH &&, int4range(("row")::integer, (("row" + height))::integer) WITH &&);

ALTER TABLE ONLY public.plan_planplace
    ADD CONSTRAINT planplace_once UNIQUE (plan_id, stall_id);

ALTER TABLE ONLY public.moderation_productrevision
    ADD CONSTRAINT productrevision_number_once UNIQUE (product_id, number);

ALTER TABLE ONLY public.revenue_publiccell
    ADD CONSTRAINT publiccell_once UNIQUE NULLS NOT DISTINCT (edition_id, region_id, counts_on, channel, evidence);

ALTER TABLE ONLY public.push_pushsubscription
    ADD CONSTRAINT push_pushsubscription_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_quarantinedrecord
    ADD CONSTRAINT quarantinedrecord_content_once UNIQUE (till_id, content_digest);

ALTER TABLE ONLY public.rounds_quarantinedvisit
    ADD CONSTRAINT quarantinedvisit_content_once UNIQUE (tablet_id, content_digest);

ALTER TABLE ONLY public.calls_quota
    ADD CONSTRAINT quota_once UNIQUE NULLS NOT DISTINCT (call_id, kind, province_id, sector);

ALTER TABLE ONLY public.selection_recusal
    ADD CONSTRAINT recusal_once UNIQUE (application_id, member_id);

ALTER TABLE ONLY public.payment_refundline
    ADD CONSTRAINT refundline_once UNIQUE (refund_id, line_id);

ALTER TABLE ONLY public.payment_remittanceline
    ADD CONSTRAINT remittanceline_turn_once UNIQUE (order_id, turn);

ALTER TABLE ONLY public.payment_returnline
    ADD CONSTRAINT returnline_once UNIQUE (request_id, line_id);

ALTER TABLE ONLY public.revenue_coarsecell
    ADD CONSTRAINT revenue_coarsecell_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT revenue_detailcell_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.revenue_editionsummary
    ADD CONSTRAINT revenue_editionsummary_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.revenue_publiccell
    ADD CONSTRAINT revenue_publiccell_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_key_key UNIQUE (key);

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_round
    ADD CONSTRAINT round_once_a_stop_and_day UNIQUE (stop_id, counts_on);

ALTER TABLE ONLY public.rounds_estimate
    ADD CONSTRAINT rounds_estimate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_estimate
    ADD CONSTRAINT rounds_estimate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.rounds_estimatedtotal
    ADD CONSTRAINT rounds_estimatedtotal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_quarantinedvisit
    ADD CONSTRAINT rounds_quarantinedvisit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_round
    ADD CONSTRAINT rounds_round_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_round
    ADD CONSTRAINT rounds_round_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.rounds_slip
    ADD CONSTRAINT rounds_slip_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_slip
    ADD CONSTRAINT rounds_slip_sale_id_key UNIQUE (sale_id);

ALTER TABLE ONLY public.rounds_slipbook
    ADD CONSTRAINT rounds_slipbook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_code_digest_key UNIQUE (code_digest);

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_token_digest_key UNIQUE (token_digest);

ALTER TABLE ONLY public.rounds_visit
    ADD CONSTRAINT rounds_visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_visitconflict
    ADD CONSTRAINT rounds_visitconflict_other_id_key UNIQUE (other_id);

ALTER TABLE ONLY public.rounds_visitconflict
    ADD CONSTRAINT rounds_visitconflict_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_visitconflict
    ADD CONSTRAINT rounds_visitconflict_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.rounds_visitpart
    ADD CONSTRAINT rounds_visitpart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_visitphoto
    ADD CONSTRAINT rounds_visitphoto_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_visitphoto
    ADD CONSTRAINT rounds_visitphoto_visit_id_key UNIQUE (visit_id);

ALTER TABLE ONLY public.tills_saleline
    ADD CONSTRAINT saleline_position_once UNIQUE (sale_id, "position");

ALTER TABLE ONLY public.closing_salescertificate
    ADD CONSTRAINT salescertificate_number_once UNIQUE (edition_id, number);

ALTER TABLE ONLY public.selection_score
    ADD CONSTRAINT score_once UNIQUE (application_id, criterion_id, member_id);

ALTER TABLE ONLY public.selection_scoresheet
    ADD CONSTRAINT scoresheet_once UNIQUE (call_id, member_id);

ALTER TABLE ONLY public.season_closedperiod
    ADD CONSTRAINT season_closedperiod_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.season_closedperiod
    ADD CONSTRAINT season_closedperiod_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.selection_commonscore
    ADD CONSTRAINT selection_commonscore_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.selection_decision
    ADD CONSTRAINT selection_decision_application_id_key UNIQUE (application_id);

ALTER TABLE ONLY public.selection_decision
    ADD CONSTRAINT selection_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.selection_minutes
    ADD CONSTRAINT selection_minutes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.selection_minutes
    ADD CONSTRAINT selection_minutes_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.selection_recusal
    ADD CONSTRAINT selection_recusal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.selection_score
    ADD CONSTRAINT selection_score_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.selection_scoresheet
    ADD CONSTRAINT selection_scoresheet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_settlement
    ADD CONSTRAINT settlement_once_a_month UNIQUE (cooperative_id, month);

ALTER TABLE ONLY public.settlements_bankaccount
    ADD CONSTRAINT settlements_bankaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_bankaccount
    ADD CONSTRAINT settlements_bankaccount_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.settlements_monthend
    ADD CONSTRAINT settlements_monthend_month_key UNIQUE (month);

ALTER TABLE ONLY public.settlements_monthend
    ADD CONSTRAINT settlements_monthend_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_payout
    ADD CONSTRAINT settlements_payout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_payout
    ADD CONSTRAINT settlements_payout_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.settlements_payout
    ADD CONSTRAINT settlements_payout_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.settlements_payoutexclusion
    ADD CONSTRAINT settlements_payoutexclusion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_payoutmark
    ADD CONSTRAINT settlements_payoutmark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_payoutmark
    ADD CONSTRAINT settlements_payoutmark_transaction_id_key UNIQUE (transaction_id);

ALTER TABLE ONLY public.settlements_payoutrun
    ADD CONSTRAINT settlements_payoutrun_number_key UNIQUE (number);

ALTER TABLE ONLY public.settlements_payoutrun
    ADD CONSTRAINT settlements_payoutrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_payoutrun
    ADD CONSTRAINT settlements_payoutrun_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.settlements_postaladdressee
    ADD CONSTRAINT settlements_postaladdressee_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_postaladdressee
    ADD CONSTRAINT settlements_postaladdressee_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.settlements_settlement
    ADD CONSTRAINT settlements_settlement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlements_settlementline
    ADD CONSTRAINT settlements_settlementline_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY public.settlements_work
    ADD CONSTRAINT settlements_work_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sheets_sheetrow
    ADD CONSTRAINT sheetrow_once UNIQUE (sheet_id, number);

ALTER TABLE ONLY public.sheets_productsheet
    ADD CONSTRAINT sheets_productsheet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sheets_productsheet
    ADD CONSTRAINT sheets_productsheet_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.sheets_sheetrow
    ADD CONSTRAINT sheets_sheetrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperatives_signheld
    ADD CONSTRAINT signheld_certificate_once UNIQUE (cooperative_id, sign_id, number, expires_on);

ALTER TABLE ONLY public.simple_translation_simpletranslation
    ADD CONSTRAINT simple_translation_simpletranslation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rounds_slip
    ADD CONSTRAINT slip_entered_once UNIQUE (edition_id, number);

ALTER TABLE ONLY public.rounds_slipbook
    ADD CONSTRAINT slipbook_numbers_given_once EXCLUDE USING gist (edition_id WITH =, int4range(first_number, last_number, '[]'::text) WITH &&);

ALTER TABLE ONLY public.fairs_stall
    ADD CONSTRAINT stall_code_once UNIQUE (edition_id, code);

ALTER TABLE ONLY public.fairs_stallassignment
    ADD CONSTRAINT stallassignment_once UNIQUE (stall_id, day_id, participation_id);

ALTER TABLE ONLY public.partner_stockholding
    ADD CONSTRAINT stockholding_place_once UNIQUE (stockrecord_id, place, reference);

ALTER TABLE ONLY public.fairs_stop
    ADD CONSTRAINT stop_never_overlaps_its_siblings EXCLUDE USING gist (edition_id WITH =, tstzrange(starts_at, ends_at, '[)'::text) WITH &&);

ALTER TABLE ONLY public.fairs_stop
    ADD CONSTRAINT stop_number_once UNIQUE (edition_id, number);

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_token_digest_key UNIQUE (token_digest);

ALTER TABLE ONLY public.territory_commune
    ADD CONSTRAINT territory_commune_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.territory_place
    ADD CONSTRAINT territory_place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.territory_place
    ADD CONSTRAINT territory_place_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.territory_province
    ADD CONSTRAINT territory_province_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.territory_region
    ADD CONSTRAINT territory_region_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.territory_region
    ADD CONSTRAINT territory_region_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.tills_cashier
    ADD CONSTRAINT tills_cashier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_cashreport
    ADD CONSTRAINT tills_cashreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_cashreport
    ADD CONSTRAINT tills_cashreport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.tills_cashreport
    ADD CONSTRAINT tills_cashreport_session_id_key UNIQUE (session_id);

ALTER TABLE ONLY public.tills_cashreportline
    ADD CONSTRAINT tills_cashreportline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_quarantinedrecord
    ADD CONSTRAINT tills_quarantinedrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_sale
    ADD CONSTRAINT tills_sale_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_saleline
    ADD CONSTRAINT tills_saleline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_till
    ADD CONSTRAINT tills_till_code_digest_key UNIQUE (code_digest);

ALTER TABLE ONLY public.tills_till
    ADD CONSTRAINT tills_till_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_till
    ADD CONSTRAINT tills_till_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.tills_till
    ADD CONSTRAINT tills_till_token_digest_key UNIQUE (token_digest);

ALTER TABLE ONLY public.tills_tillevent
    ADD CONSTRAINT tills_tillevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_tillsession
    ADD CONSTRAINT tills_tillsession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tills_tillsession
    ADD CONSTRAINT tillsession_never_overlaps_on_a_till EXCLUDE USING gist (till_id WITH =, tstzrange(opened_at, COALESCE(superseded_at, closed_at), '[)'::text) WITH &&);

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);

ALTER TABLE ONLY public.attendance_visitorcount
    ADD CONSTRAINT visitorcount_once_an_hour UNIQUE (day_id, zone, hour);

ALTER TABLE ONLY public.rounds_visitpart
    ADD CONSTRAINT visitpart_once UNIQUE (visit_id, family_id);

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_code_key UNIQUE (code);

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_name_key UNIQUE (name);

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offers_voucher_id_conditionalof_01628a7f_uniq UNIQUE (voucher_id, conditionaloffer_id);

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherapplication_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.voucher_voucherset
    ADD CONSTRAINT voucher_voucherset_name_key UNIQUE (name);

ALTER TABLE ONLY public.voucher_voucherset
    ADD CONSTRAINT voucher_voucherset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailadmin_admin
    ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_key_hash_key UNIQUE (key_hash);

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflow
    ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);

CREATE UNIQUE INDEX absence_once_a_day ON public.attendance_absence USING btree (participation_id, day_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);

CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);

CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);

CREATE INDEX accounts_user_phone_digest_0aba93e1_like ON public.accounts_user USING btree (phone_digest varchar_pattern_ops);

CREATE INDEX accounts_user_public_id_a3014eda_like ON public.accounts_user USING btree (public_id varchar_pattern_ops);

CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);

CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);

CREATE INDEX address_country_display_order_dc88cde8 ON public.address_country USING btree (display_order);

CREATE INDEX address_country_is_shipping_country_f7b6c461 ON public.address_country USING btree (is_shipping_country);

CREATE INDEX address_country_iso_3166_1_a2_f395eed0_like ON public.address_country USING btree (iso_3166_1_a2 varchar_pattern_ops);

CREATE INDEX address_country_printable_name_450b016c ON public.address_country USING btree (printable_name);

CREATE INDEX address_country_printable_name_450b016c_like ON public.address_country USING btree (printable_name varchar_pattern_ops);

CREATE INDEX address_useraddress_code_746f229c_like ON public.address_useraddress USING btree (code varchar_pattern_ops);

CREATE INDEX address_useraddress_country_id_fa26a249 ON public.address_useraddress USING btree (country_id);

CREATE INDEX address_useraddress_country_id_fa26a249_like ON public.address_useraddress USING btree (country_id varchar_pattern_ops);

CREATE INDEX address_useraddress_hash_e0a6b290 ON public.address_useraddress USING btree (hash);

CREATE INDEX address_useraddress_hash_e0a6b290_like ON public.address_useraddress USING btree (hash varchar_pattern_ops);

CREATE INDEX address_useraddress_user_id_6edf0244 ON public.address_useraddress USING btree (user_id);

CREATE INDEX application_of_a_call ON public.applications_application USING btree (call_id, status, id);

CREATE INDEX application_of_a_cooperative ON public.applications_application USING btree (cooperative_id, id DESC);

CREATE INDEX application_to_answer ON public.applications_application USING btree (answer_by) WHERE ((status)::text = ANY (ARRAY[('selected'::character varying)::text, ('offered'::character varying)::text]));

CREATE UNIQUE INDEX application_waiting_position_once ON public.applications_application USING btree (call_id, waiting_position) WHERE (waiting_position IS NOT NULL);

CREATE INDEX applications_appeal_answered_by_id_3e73d645 ON public.applications_appeal USING btree (answered_by_id);

CREATE INDEX applications_appeal_public_id_130a1b96_like ON public.applications_appeal USING btree (public_id varchar_pattern_ops);

CREATE INDEX applications_appeal_sent_by_id_def9886c ON public.applications_appeal USING btree (sent_by_id);

CREATE INDEX applications_application_begun_by_id_8cf11bd9 ON public.applications_application USING btree (begun_by_id);

CREATE INDEX applications_application_call_id_ede07de2 ON public.applications_application USING btree (call_id);

CREATE INDEX applications_application_cooperative_id_facbeaf6 ON public.applications_application USING btree (cooperative_id);

CREATE INDEX applications_application_public_id_4dae7866_like ON public.applications_application USING btree (public_id varchar_pattern_ops);

CREATE INDEX applications_applicationproduct_application_id_d9093613 ON public.applications_applicationproduct USING btree (application_id);

CREATE INDEX applications_applicationproduct_product_id_c1ca6c4d ON public.applications_applicationproduct USING btree (product_id);

CREATE INDEX applications_placeoffer_after_id_1d7a55c4 ON public.applications_placeoffer USING btree (after_id);

CREATE INDEX applications_placeoffer_application_id_2f8f7902 ON public.applications_placeoffer USING btree (application_id);

CREATE INDEX arrival_of_a_day ON public.attendance_arrival USING btree (day_id, participation_id);

CREATE UNIQUE INDEX arrival_once_a_day ON public.attendance_arrival USING btree (participation_id, day_id, badge_id) NULLS NOT DISTINCT WHERE (withdrawn_at IS NULL);

CREATE INDEX attendance_absence_day_id_047fe449 ON public.attendance_absence USING btree (day_id);

CREATE INDEX attendance_absence_participation_id_6ecdb5c2 ON public.attendance_absence USING btree (participation_id);

CREATE INDEX attendance_absence_recorded_by_id_1897adb1 ON public.attendance_absence USING btree (recorded_by_id);

CREATE INDEX attendance_arrival_badge_id_5a3abdc1 ON public.attendance_arrival USING btree (badge_id);

CREATE INDEX attendance_arrival_day_id_27a1d0cb ON public.attendance_arrival USING btree (day_id);

CREATE INDEX attendance_arrival_participation_id_5b2d14be ON public.attendance_arrival USING btree (participation_id);

CREATE INDEX attendance_arrival_recorded_by_id_ad7b1147 ON public.attendance_arrival USING btree (recorded_by_id);

CREATE INDEX attendance_arrival_withdrawn_by_id_bdcff760 ON public.attendance_arrival USING btree (withdrawn_by_id);

CREATE INDEX attendance_badge_participation_id_b1d61121 ON public.attendance_badge USING btree (participation_id);

CREATE INDEX attendance_badge_public_id_1997525d_like ON public.attendance_badge USING btree (public_id varchar_pattern_ops);

CREATE INDEX attendance_incident_day_id_a1255e9e ON public.attendance_incident USING btree (day_id);

CREATE INDEX attendance_incident_public_id_cfc35d92_like ON public.attendance_incident USING btree (public_id varchar_pattern_ops);

CREATE INDEX attendance_incident_recorded_by_id_6b309192 ON public.attendance_incident USING btree (recorded_by_id);

CREATE INDEX attendance_incident_stall_id_abfbebef ON public.attendance_incident USING btree (stall_id);

CREATE INDEX attendance_institutionalstand_body_id_910296b2 ON public.attendance_institutionalstand USING btree (body_id);

CREATE INDEX attendance_institutionalstand_public_id_e0f37db5_like ON public.attendance_institutionalstand USING btree (public_id varchar_pattern_ops);

CREATE INDEX attendance_institutionalstand_stall_id_b9b5d150 ON public.attendance_institutionalstand USING btree (stall_id);

CREATE INDEX attendance_institutionalstand_stop_id_d0b8e4e4 ON public.attendance_institutionalstand USING btree (stop_id);

CREATE INDEX attendance_visitorcount_counted_by_id_bab1b6f8 ON public.attendance_visitorcount USING btree (counted_by_id);

CREATE INDEX attendance_visitorcount_day_id_0245769e ON public.attendance_visitorcount USING btree (day_id);

CREATE INDEX attendance_workshop_public_id_f365412e_like ON public.attendance_workshop USING btree (public_id varchar_pattern_ops);

CREATE INDEX attendance_workshop_stop_id_56770cef ON public.attendance_workshop USING btree (stop_id);

CREATE INDEX audit_auditentry_by_id_45185493 ON public.audit_auditentry USING btree (by_id);

CREATE INDEX audit_auditentry_on_behalf_of_id_d5754f4a ON public.audit_auditentry USING btree (on_behalf_of_id);

CREATE INDEX audit_statuschange_by_id_d7fca914 ON public.audit_statuschange USING btree (by_id);

CREATE INDEX audit_usedtoken_token_1efc45c4_like ON public.audit_usedtoken USING btree (token varchar_pattern_ops);

CREATE INDEX audit_usedtoken_used_at_5f25cb1c ON public.audit_usedtoken USING btree (used_at);

CREATE INDEX auditentry_cooperative ON public.audit_auditentry USING btree (cooperative_id, id DESC);

CREATE INDEX auditentry_subject ON public.audit_auditentry USING btree (subject_type, subject_id, id DESC);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE UNIQUE INDEX bankaccount_current_once ON public.settlements_bankaccount USING btree (cooperative_id) WHERE (replaced_at IS NULL);

CREATE INDEX base_content_object_idx ON public.wagtailcore_revision USING btree (base_content_type_id, object_id);

CREATE INDEX basket_basket_owner_id_3a018de5 ON public.basket_basket USING btree (owner_id);

CREATE INDEX basket_basket_public_id_06a5c72a_like ON public.basket_basket USING btree (public_id varchar_pattern_ops);

CREATE INDEX basket_basket_vouchers_basket_id_f857c2f8 ON public.basket_basket_vouchers USING btree (basket_id);

CREATE INDEX basket_basket_vouchers_voucher_id_c2b66981 ON public.basket_basket_vouchers USING btree (voucher_id);

CREATE INDEX basket_line_basket_id_b615c905 ON public.basket_line USING btree (basket_id);

CREATE INDEX basket_line_date_created_eb0dfb1b ON public.basket_line USING btree (date_created);

CREATE INDEX basket_line_date_updated_a74d069d ON public.basket_line USING btree (date_updated);

CREATE INDEX basket_line_edition_id_9a6a6ca7 ON public.basket_line USING btree (edition_id);

CREATE INDEX basket_line_line_reference_08e91113 ON public.basket_line USING btree (line_reference);

CREATE INDEX basket_line_line_reference_08e91113_like ON public.basket_line USING btree (line_reference varchar_pattern_ops);

CREATE INDEX basket_line_product_id_303d743e ON public.basket_line USING btree (product_id);

CREATE INDEX basket_line_stockrecord_id_7039d8a4 ON public.basket_line USING btree (stockrecord_id);

CREATE INDEX basket_lineattribute_line_id_c41e0cdf ON public.basket_lineattribute USING btree (line_id);

CREATE INDEX basket_lineattribute_option_id_9387a3f7 ON public.basket_lineattribute USING btree (option_id);

CREATE UNIQUE INDEX basket_one_open_for_each_owner ON public.basket_basket USING btree (owner_id) WHERE ((owner_id IS NOT NULL) AND ((status)::text = 'Open'::text));

CREATE INDEX call_closing ON public.calls_call USING btree (closes_at);

CREATE INDEX calls_call_announced_by_id_1c68fbc4 ON public.calls_call USING btree (announced_by_id);

CREATE INDEX calls_call_areas_struck_call_id_8ff56dd9 ON public.calls_call_areas_struck USING btree (call_id);

CREATE INDEX calls_call_areas_struck_province_id_55448fb7 ON public.calls_call_areas_struck USING btree (province_id);

CREATE INDEX calls_call_areas_struck_province_id_55448fb7_like ON public.calls_call_areas_struck USING btree (province_id varchar_pattern_ops);

CREATE INDEX calls_call_opened_by_id_d5706e34 ON public.calls_call USING btree (opened_by_id);

CREATE INDEX calls_call_public_id_ca544adc_like ON public.calls_call USING btree (public_id varchar_pattern_ops);

CREATE INDEX calls_criterion_call_id_f1c1bea6 ON public.calls_criterion USING btree (call_id);

CREATE INDEX calls_editionbody_body_id_b9a7e0e7 ON public.calls_editionbody USING btree (body_id);

CREATE INDEX calls_editionbody_edition_id_07a8acc3 ON public.calls_editionbody USING btree (edition_id);

CREATE INDEX calls_organisingbody_public_id_b86f311f_like ON public.calls_organisingbody USING btree (public_id varchar_pattern_ops);

CREATE INDEX calls_organisingbody_region_id_e74280ea ON public.calls_organisingbody USING btree (region_id);

CREATE INDEX calls_organisingbody_region_id_e74280ea_like ON public.calls_organisingbody USING btree (region_id varchar_pattern_ops);

CREATE INDEX calls_quota_call_id_6c9621d7 ON public.calls_quota USING btree (call_id);

CREATE INDEX calls_quota_province_id_373e51ec ON public.calls_quota USING btree (province_id);

CREATE INDEX calls_quota_province_id_373e51ec_like ON public.calls_quota USING btree (province_id varchar_pattern_ops);

CREATE INDEX cashhandover_history ON public.fairs_cashhandover USING btree (edition_id, id DESC);

CREATE INDEX catalogue_attributeoption_code_861d9e91_like ON public.catalogue_attributeoption USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_attributeoption_group_id_3d4a5e24 ON public.catalogue_attributeoption USING btree (group_id);

CREATE INDEX catalogue_attributeoptiongroup_code_30e7931f_like ON public.catalogue_attributeoptiongroup USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_category_ancestors_are_public_d088d0db ON public.catalogue_category USING btree (ancestors_are_public);

CREATE INDEX catalogue_category_code_98f4a4fa_like ON public.catalogue_category USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_category_exclude_from_menu_898e8583 ON public.catalogue_category USING btree (exclude_from_menu);

CREATE INDEX catalogue_category_is_public_ab0536be ON public.catalogue_category USING btree (is_public);

CREATE INDEX catalogue_category_name_1f342ac2 ON public.catalogue_category USING btree (name);

CREATE INDEX catalogue_category_name_1f342ac2_like ON public.catalogue_category USING btree (name varchar_pattern_ops);

CREATE INDEX catalogue_category_name_ar_879dc933 ON public.catalogue_category USING btree (name_ar);

CREATE INDEX catalogue_category_name_ar_879dc933_like ON public.catalogue_category USING btree (name_ar varchar_pattern_ops);

CREATE INDEX catalogue_category_name_en_0839aa91 ON public.catalogue_category USING btree (name_en);

CREATE INDEX catalogue_category_name_en_0839aa91_like ON public.catalogue_category USING btree (name_en varchar_pattern_ops);

CREATE INDEX catalogue_category_name_fr_11c7f039 ON public.catalogue_category USING btree (name_fr);

CREATE INDEX catalogue_category_name_fr_11c7f039_like ON public.catalogue_category USING btree (name_fr varchar_pattern_ops);

CREATE INDEX catalogue_category_path_1c5b79c2_like ON public.catalogue_category USING btree (path varchar_pattern_ops);

CREATE INDEX catalogue_category_slug_9635febd ON public.catalogue_category USING btree (slug);

CREATE INDEX catalogue_category_slug_9635febd_like ON public.catalogue_category USING btree (slug varchar_pattern_ops);

CREATE INDEX catalogue_option_code_0697b920_like ON public.catalogue_option USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_option_name_7b84926d ON public.catalogue_option USING btree (name);

CREATE INDEX catalogue_option_name_7b84926d_like ON public.catalogue_option USING btree (name varchar_pattern_ops);

CREATE INDEX catalogue_option_option_group_id_2fd86269 ON public.catalogue_option USING btree (option_group_id);

CREATE INDEX catalogue_option_order_d4ee348f ON public.catalogue_option USING btree ("order");

CREATE INDEX catalogue_product_code_a7386c07_like ON public.catalogue_product USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_product_commune_id_045d3603 ON public.catalogue_product USING btree (commune_id);

CREATE INDEX catalogue_product_commune_id_045d3603_like ON public.catalogue_product USING btree (commune_id varchar_pattern_ops);

CREATE INDEX catalogue_product_cooperative_id_8b1b1dbf ON public.catalogue_product USING btree (cooperative_id);

CREATE INDEX catalogue_product_date_created_d66f485a ON public.catalogue_product USING btree (date_created);

CREATE INDEX catalogue_product_date_updated_d3a1785d ON public.catalogue_product USING btree (date_updated);

CREATE INDEX catalogue_product_is_public_1cf798c5 ON public.catalogue_product USING btree (is_public);

CREATE INDEX catalogue_product_kind_id_4b669d92 ON public.catalogue_product USING btree (kind_id);

CREATE INDEX catalogue_product_parent_id_9bfd2382 ON public.catalogue_product USING btree (parent_id);

CREATE INDEX catalogue_product_priority_983a8f56 ON public.catalogue_product USING btree (priority);

CREATE INDEX catalogue_product_product_class_id_0c6c5b54 ON public.catalogue_product USING btree (product_class_id);

CREATE INDEX catalogue_product_product_options_option_id_ff470e13 ON public.catalogue_product_product_options USING btree (option_id);

CREATE INDEX catalogue_product_product_options_product_id_ad2b46bd ON public.catalogue_product_product_options USING btree (product_id);

CREATE INDEX catalogue_product_public_id_6f2405b3_like ON public.catalogue_product USING btree (public_id varchar_pattern_ops);

CREATE INDEX catalogue_product_region_id_f52df361 ON public.catalogue_product USING btree (region_id);

CREATE INDEX catalogue_product_region_id_f52df361_like ON public.catalogue_product USING btree (region_id varchar_pattern_ops);

CREATE INDEX catalogue_product_sign_id_e17b9990 ON public.catalogue_product USING btree (sign_id);

CREATE INDEX catalogue_product_slug_c8e2e2b9 ON public.catalogue_product USING btree (slug);

CREATE INDEX catalogue_product_slug_c8e2e2b9_like ON public.catalogue_product USING btree (slug varchar_pattern_ops);

CREATE INDEX catalogue_product_upc_91f72b90_like ON public.catalogue_product USING btree (upc varchar_pattern_ops);

CREATE INDEX catalogue_product_variant_of_id_0d3aaead ON public.catalogue_product USING btree (variant_of_id);

CREATE INDEX catalogue_productattribute_attributeoption_id_962b600b ON public.catalogue_productattributevalue_value_multi_option USING btree (attributeoption_id);

CREATE INDEX catalogue_productattribute_code_9ffea293 ON public.catalogue_productattribute USING btree (code);

CREATE INDEX catalogue_productattribute_code_9ffea293_like ON public.catalogue_productattribute USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_productattribute_option_group_id_6b422dc2 ON public.catalogue_productattribute USING btree (option_group_id);

CREATE INDEX catalogue_productattribute_product_class_id_7af808ec ON public.catalogue_productattribute USING btree (product_class_id);

CREATE INDEX catalogue_productattribute_productattributevalue_id_9c7c031e ON public.catalogue_productattributevalue_value_multi_option USING btree (productattributevalue_id);

CREATE INDEX catalogue_productattributevalue_attribute_id_0287c1e7 ON public.catalogue_productattributevalue USING btree (attribute_id);

CREATE INDEX catalogue_productattributevalue_entity_content_type_id_f7186ab5 ON public.catalogue_productattributevalue USING btree (entity_content_type_id);

CREATE INDEX catalogue_productattributevalue_product_id_a03cd90e ON public.catalogue_productattributevalue USING btree (product_id);

CREATE INDEX catalogue_productattributevalue_value_boolean_c5b0d66a ON public.catalogue_productattributevalue USING btree (value_boolean);

CREATE INDEX catalogue_productattributevalue_value_date_d18775c1 ON public.catalogue_productattributevalue USING btree (value_date);

CREATE INDEX catalogue_productattributevalue_value_datetime_b474ac38 ON public.catalogue_productattributevalue USING btree (value_datetime);

CREATE INDEX catalogue_productattributevalue_value_float_5ef8d3db ON public.catalogue_productattributevalue USING btree (value_float);

CREATE INDEX catalogue_productattributevalue_value_integer_55fbb7d6 ON public.catalogue_productattributevalue USING btree (value_integer);

CREATE INDEX catalogue_productattributevalue_value_option_id_21026066 ON public.catalogue_productattributevalue USING btree (value_option_id);

CREATE INDEX catalogue_productcategory_category_id_176db535 ON public.catalogue_productcategory USING btree (category_id);

CREATE INDEX catalogue_productcategory_product_id_846a4061 ON public.catalogue_productcategory USING btree (product_id);

CREATE INDEX catalogue_productclass_code_2b44bbb6_like ON public.catalogue_productclass USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_productclass_options_option_id_b099542c ON public.catalogue_productclass_options USING btree (option_id);

CREATE INDEX catalogue_productclass_options_productclass_id_732df4c8 ON public.catalogue_productclass_options USING btree (productclass_id);

CREATE INDEX catalogue_productclass_slug_270c6b2b_like ON public.catalogue_productclass USING btree (slug varchar_pattern_ops);

CREATE INDEX catalogue_productimage_code_fdab9782_like ON public.catalogue_productimage USING btree (code varchar_pattern_ops);

CREATE INDEX catalogue_productimage_display_order_9fa741ac ON public.catalogue_productimage USING btree (display_order);

CREATE INDEX catalogue_productimage_product_id_49474fe8 ON public.catalogue_productimage USING btree (product_id);

CREATE INDEX catalogue_productrecommendation_primary_id_6e51a55c ON public.catalogue_productrecommendation USING btree (primary_id);

CREATE INDEX catalogue_productrecommendation_ranking_e7a0f7fd ON public.catalogue_productrecommendation USING btree (ranking);

CREATE INDEX catalogue_productrecommendation_recommendation_id_daf8ae95 ON public.catalogue_productrecommendation USING btree (recommendation_id);

CREATE INDEX closing_closing_closed_by_id_27986e92 ON public.closing_closing USING btree (closed_by_id);

CREATE INDEX closing_closing_edition_id_54b838ca ON public.closing_closing USING btree (edition_id);

CREATE INDEX closing_closing_public_id_2e6f067a_like ON public.closing_closing USING btree (public_id varchar_pattern_ops);

CREATE UNIQUE INDEX closing_once_for_an_edition ON public.closing_closing USING btree (edition_id) WHERE (stop_id IS NULL);

CREATE INDEX closing_salescertificate_closing_id_b6fd091a ON public.closing_salescertificate USING btree (closing_id);

CREATE INDEX closing_salescertificate_edition_id_20563627 ON public.closing_salescertificate USING btree (edition_id);

CREATE INDEX closing_salescertificate_public_id_e3d49be0_like ON public.closing_salescertificate USING btree (public_id varchar_pattern_ops);

CREATE INDEX coarsecell_day ON public.revenue_coarsecell USING btree (counts_on);

CREATE INDEX communication_communicationeventtype_code_9a1ab36a_like ON public.communication_communicationeventtype USING btree (code varchar_pattern_ops);

CREATE INDEX communication_communicationeventtype_name_45761eb9 ON public.communication_communicationeventtype USING btree (name);

CREATE INDEX communication_communicationeventtype_name_45761eb9_like ON public.communication_communicationeventtype USING btree (name varchar_pattern_ops);

CREATE INDEX communication_email_user_id_a6eae16a ON public.communication_email USING btree (user_id);

CREATE INDEX communication_notification_recipient_id_2f83b142 ON public.communication_notification USING btree (recipient_id);

CREATE INDEX communication_notification_sender_id_f1fdd4c8 ON public.communication_notification USING btree (sender_id);

CREATE UNIQUE INDEX consent_open_once ON public.officers_consent USING btree (cooperative_id, act, asked_by_id) WHERE ((given_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX content_object_idx ON public.wagtailcore_revision USING btree (content_type_id, object_id);

CREATE INDEX conversation_ordermessage_by_id_72eb7e62 ON public.conversation_ordermessage USING btree (by_id);

CREATE INDEX conversation_ordermessage_order_id_7f709a78 ON public.conversation_ordermessage USING btree (order_id);

CREATE INDEX conversation_ordermessage_public_id_9362fc80_like ON public.conversation_ordermessage USING btree (public_id varchar_pattern_ops);

CREATE UNIQUE INDEX cooperative_ice_once ON public.cooperatives_cooperative USING btree (ice) WHERE (NOT ((ice)::text = ''::text));

CREATE INDEX cooperative_region_kind ON public.cooperatives_cooperative USING btree (region_id, kind);

CREATE INDEX cooperatives_cooperative_commune_id_1683dbf4 ON public.cooperatives_cooperative USING btree (commune_id);

CREATE INDEX cooperatives_cooperative_commune_id_1683dbf4_like ON public.cooperatives_cooperative USING btree (commune_id varchar_pattern_ops);

CREATE INDEX cooperatives_cooperative_public_id_d3a3eef4_like ON public.cooperatives_cooperative USING btree (public_id varchar_pattern_ops);

CREATE INDEX cooperatives_cooperative_region_id_58513b57 ON public.cooperatives_cooperative USING btree (region_id);

CREATE INDEX cooperatives_cooperative_region_id_58513b57_like ON public.cooperatives_cooperative USING btree (region_id varchar_pattern_ops);

CREATE INDEX cooperatives_cooperative_slug_88ce2b70_like ON public.cooperatives_cooperative USING btree (slug varchar_pattern_ops);

CREATE INDEX cooperatives_cooperative_sort_ar_e11ca49e ON public.cooperatives_cooperative USING btree (sort_ar);

CREATE INDEX cooperatives_cooperative_sort_ar_e11ca49e_like ON public.cooperatives_cooperative USING btree (sort_ar varchar_pattern_ops);

CREATE INDEX cooperatives_cooperative_sort_en_82ed3fec ON public.cooperatives_cooperative USING btree (sort_en);

CREATE INDEX cooperatives_cooperative_sort_en_82ed3fec_like ON public.cooperatives_cooperative USING btree (sort_en varchar_pattern_ops);

CREATE INDEX cooperatives_cooperative_sort_fr_ade78f7b ON public.cooperatives_cooperative USING btree (sort_fr);

CREATE INDEX cooperatives_cooperative_sort_fr_ade78f7b_like ON public.cooperatives_cooperative USING btree (sort_fr varchar_pattern_ops);

CREATE INDEX cooperatives_membership_cooperative_id_ea262117 ON public.cooperatives_membership USING btree (cooperative_id);

CREATE INDEX cooperatives_membership_user_id_7bbb431d ON public.cooperatives_membership USING btree (user_id);

CREATE INDEX cooperatives_qualitysign_code_25531bbb_like ON public.cooperatives_qualitysign USING btree (code varchar_pattern_ops);

CREATE INDEX cooperatives_signheld_cooperative_id_4ddf5a5c ON public.cooperatives_signheld USING btree (cooperative_id);

CREATE INDEX cooperatives_signheld_sent_by_id_2a670950 ON public.cooperatives_signheld USING btree (sent_by_id);

CREATE INDEX cooperatives_signheld_sign_id_0ea933f6 ON public.cooperatives_signheld USING btree (sign_id);

CREATE INDEX cooperatives_supportprogra_cooperative_id_637fd4b1 ON public.cooperatives_supportprogramme_cooperatives USING btree (cooperative_id);

CREATE INDEX cooperatives_supportprogra_supportprogramme_id_bbaec363 ON public.cooperatives_supportprogramme_cooperatives USING btree (supportprogramme_id);

CREATE INDEX cooperatives_supportprogramme_code_df97486f_like ON public.cooperatives_supportprogramme USING btree (code varchar_pattern_ops);

CREATE INDEX cooperatives_unionmembership_cooperative_id_9fd38db8 ON public.cooperatives_unionmembership USING btree (cooperative_id);

CREATE INDEX cooperatives_unionmembership_union_id_ace16604 ON public.cooperatives_unionmembership USING btree (union_id);

CREATE INDEX datafile_of_cooperative ON public.datafiles_datafile USING btree (cooperative_id, id DESC);

CREATE INDEX datafiles_datafile_asked_by_id_cb1621b3 ON public.datafiles_datafile USING btree (asked_by_id);

CREATE INDEX datafiles_datafile_cooperative_id_cfe3c44a ON public.datafiles_datafile USING btree (cooperative_id);

CREATE INDEX datafiles_datafile_public_id_29ae5282_like ON public.datafiles_datafile USING btree (public_id varchar_pattern_ops);

CREATE INDEX delivery_carrier_code_50d2c34c_like ON public.delivery_carrier USING btree (code varchar_pattern_ops);

CREATE INDEX delivery_deliveryrate_carrier_id_d4213d34 ON public.delivery_deliveryrate USING btree (carrier_id);

CREATE INDEX delivery_deliveryrate_from_region_id_aa714abd ON public.delivery_deliveryrate USING btree (from_region_id);

CREATE INDEX delivery_deliveryrate_from_region_id_aa714abd_like ON public.delivery_deliveryrate USING btree (from_region_id varchar_pattern_ops);

CREATE INDEX delivery_deliveryrate_to_region_id_3e6fe2d7 ON public.delivery_deliveryrate USING btree (to_region_id);

CREATE INDEX delivery_deliveryrate_to_region_id_3e6fe2d7_like ON public.delivery_deliveryrate USING btree (to_region_id varchar_pattern_ops);

CREATE INDEX delivery_hub_code_7a2bfb5d_like ON public.delivery_hub USING btree (code varchar_pattern_ops);

CREATE INDEX delivery_hub_region_id_477b5b32 ON public.delivery_hub USING btree (region_id);

CREATE INDEX delivery_hub_region_id_477b5b32_like ON public.delivery_hub USING btree (region_id varchar_pattern_ops);

CREATE INDEX depositslip_history ON public.fairs_depositslip USING btree (edition_id, cooperative_id, id DESC);

CREATE INDEX detailcell_cooperative_day ON public.revenue_detailcell USING btree (cooperative_id, counts_on);

CREATE INDEX detailcell_day ON public.revenue_detailcell USING btree (counts_on);

CREATE INDEX detailcell_edition_cooperative ON public.revenue_detailcell USING btree (edition_id, cooperative_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX django_site_domain_a2e37b91_like ON public.django_site USING btree (domain varchar_pattern_ops);

CREATE INDEX edition_online_window ON public.fairs_edition USING btree (online_opens_at, online_closes_at);

CREATE INDEX edition_programme_dates ON public.fairs_edition USING btree (programme_id, starts_at);

CREATE UNIQUE INDEX editionbody_one_leads ON public.calls_editionbody USING btree (edition_id) WHERE ((part)::text = 'leads'::text);

CREATE UNIQUE INDEX editionmembership_current_once ON public.fairs_editionmembership USING btree (user_id, edition_id, programme_id, role) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

CREATE INDEX editionsummary_dimension ON public.revenue_editionsummary USING btree (dimension, edition_id);

CREATE UNIQUE INDEX estimate_one_stands_a_day ON public.rounds_estimate USING btree (stop_id, counts_on) WHERE (withdrawn_at IS NULL);

CREATE INDEX fairs_cashhandover_cooperative_id_e419ba3e ON public.fairs_cashhandover USING btree (cooperative_id);

CREATE INDEX fairs_cashhandover_edition_id_d2c5cd0a ON public.fairs_cashhandover USING btree (edition_id);

CREATE INDEX fairs_cashhandover_public_id_df5db753_like ON public.fairs_cashhandover USING btree (public_id varchar_pattern_ops);

CREATE INDEX fairs_cashhandover_recorded_by_id_f7c2544b ON public.fairs_cashhandover USING btree (recorded_by_id);

CREATE INDEX fairs_commissionrule_cooperative_id_e8b2a6d1 ON public.fairs_commissionrule USING btree (cooperative_id);

CREATE INDEX fairs_commissionrule_family_id_ef62f172 ON public.fairs_commissionrule USING btree (family_id);

CREATE INDEX fairs_commissionrule_programme_id_c1284e2d ON public.fairs_commissionrule USING btree (programme_id);

CREATE INDEX fairs_declaredpart_family_id_a56d17ff ON public.fairs_declaredpart USING btree (family_id);

CREATE INDEX fairs_declaredpart_total_id_8010223a ON public.fairs_declaredpart USING btree (total_id);

CREATE INDEX fairs_declaredtotal_declared_by_id_5f05610d ON public.fairs_declaredtotal USING btree (declared_by_id);

CREATE INDEX fairs_declaredtotal_participation_id_bc52be10 ON public.fairs_declaredtotal USING btree (participation_id);

CREATE INDEX fairs_depositslip_cooperative_id_1395593c ON public.fairs_depositslip USING btree (cooperative_id);

CREATE INDEX fairs_depositslip_edition_id_1686c648 ON public.fairs_depositslip USING btree (edition_id);

CREATE INDEX fairs_depositslip_public_id_f32cc350_like ON public.fairs_depositslip USING btree (public_id varchar_pattern_ops);

CREATE INDEX fairs_depositslip_recorded_by_id_9df44657 ON public.fairs_depositslip USING btree (recorded_by_id);

CREATE INDEX fairs_edition_code_e77d82bb_like ON public.fairs_edition USING btree (code varchar_pattern_ops);

CREATE INDEX fairs_edition_commune_id_367dbe12 ON public.fairs_edition USING btree (commune_id);

CREATE INDEX fairs_edition_commune_id_367dbe12_like ON public.fairs_edition USING btree (commune_id varchar_pattern_ops);

CREATE INDEX fairs_edition_programme_id_4d560d5a ON public.fairs_edition USING btree (programme_id);

CREATE INDEX fairs_edition_region_id_3a5029ba ON public.fairs_edition USING btree (region_id);

CREATE INDEX fairs_edition_region_id_3a5029ba_like ON public.fairs_edition USING btree (region_id varchar_pattern_ops);

CREATE INDEX fairs_edition_settled_by_id_23fee4f9 ON public.fairs_edition USING btree (settled_by_id);

CREATE INDEX fairs_editionday_stop_id_acc0e3cc ON public.fairs_editionday USING btree (stop_id);

CREATE INDEX fairs_editionmembership_body_id_18bf6146 ON public.fairs_editionmembership USING btree (body_id);

CREATE INDEX fairs_editionmembership_edition_id_0d27e071 ON public.fairs_editionmembership USING btree (edition_id);

CREATE INDEX fairs_editionmembership_programme_id_8f17eb15 ON public.fairs_editionmembership USING btree (programme_id);

CREATE INDEX fairs_editionmembership_user_id_ce0164e2 ON public.fairs_editionmembership USING btree (user_id);

CREATE INDEX fairs_exportfile_export_id_33310d4d ON public.fairs_exportfile USING btree (export_id);

CREATE INDEX fairs_exportfile_public_id_feb74d98_like ON public.fairs_exportfile USING btree (public_id varchar_pattern_ops);

CREATE INDEX fairs_listing_participation_id_5bc9339e ON public.fairs_listing USING btree (participation_id);

CREATE INDEX fairs_listing_product_id_2b4d157f ON public.fairs_listing USING btree (product_id);

CREATE INDEX fairs_participation_cooperative_id_2b33d766 ON public.fairs_participation USING btree (cooperative_id);

CREATE INDEX fairs_participation_public_id_4e496a90_like ON public.fairs_participation USING btree (public_id varchar_pattern_ops);

CREATE INDEX fairs_participation_stop_id_afdeb3b1 ON public.fairs_participation USING btree (stop_id);

CREATE INDEX fairs_programme_code_1f46bfd6_like ON public.fairs_programme USING btree (code varchar_pattern_ops);

CREATE INDEX fairs_publicspending_edition_id_d2b3b5de ON public.fairs_publicspending USING btree (edition_id);

CREATE INDEX fairs_publicspending_public_id_3f23d3ca_like ON public.fairs_publicspending USING btree (public_id varchar_pattern_ops);

CREATE INDEX fairs_publicspending_recorded_by_id_21159737 ON public.fairs_publicspending USING btree (recorded_by_id);

CREATE INDEX fairs_publicspending_withdrawn_by_id_24ea248e ON public.fairs_publicspending USING btree (withdrawn_by_id);

CREATE INDEX fairs_referencefigure_key_6641603e_like ON public.fairs_referencefigure USING btree (key varchar_pattern_ops);

CREATE INDEX fairs_scheduledexport_edition_id_7962e5a3 ON public.fairs_scheduledexport USING btree (edition_id);

CREATE INDEX fairs_scheduledexport_programme_id_e6b64198 ON public.fairs_scheduledexport USING btree (programme_id);

CREATE INDEX fairs_scheduledexport_public_id_dbf7933d_like ON public.fairs_scheduledexport USING btree (public_id varchar_pattern_ops);

CREATE INDEX fairs_scheduledexport_user_id_28d02df8 ON public.fairs_scheduledexport USING btree (user_id);

CREATE INDEX fairs_signedcontract_participation_id_a58f0aec ON public.fairs_signedcontract USING btree (participation_id);

CREATE INDEX fairs_signedcontract_public_id_c8dc9718_like ON public.fairs_signedcontract USING btree (public_id varchar_pattern_ops);

CREATE INDEX fairs_signedcontract_recorded_by_id_1fe9490b ON public.fairs_signedcontract USING btree (recorded_by_id);

CREATE INDEX fairs_signedcontract_withdrawn_by_id_d1dd8af5 ON public.fairs_signedcontract USING btree (withdrawn_by_id);

CREATE INDEX fairs_stall_code_3bf26b91 ON public.fairs_stall USING btree (code);

CREATE INDEX fairs_stall_code_3bf26b91_like ON public.fairs_stall USING btree (code varchar_pattern_ops);

CREATE INDEX fairs_stall_edition_id_024e759d ON public.fairs_stall USING btree (edition_id);

CREATE INDEX fairs_stallassignment_day_id_8c313977 ON public.fairs_stallassignment USING btree (day_id);

CREATE INDEX fairs_stallassignment_participation_id_ad40e66d ON public.fairs_stallassignment USING btree (participation_id);

CREATE INDEX fairs_stallassignment_stall_id_b680eec1 ON public.fairs_stallassignment USING btree (stall_id);

CREATE INDEX fairs_stop_commune_id_587f3948 ON public.fairs_stop USING btree (commune_id);

CREATE INDEX fairs_stop_commune_id_587f3948_like ON public.fairs_stop USING btree (commune_id varchar_pattern_ops);

CREATE INDEX fairs_stop_edition_id_b33a3aa6 ON public.fairs_stop USING btree (edition_id);

CREATE INDEX fairs_stop_region_id_5bab7a3b ON public.fairs_stop USING btree (region_id);

CREATE INDEX fairs_stop_region_id_5bab7a3b_like ON public.fairs_stop USING btree (region_id varchar_pattern_ops);

CREATE INDEX fairs_stop_settled_by_id_b47725b4 ON public.fairs_stop USING btree (settled_by_id);

CREATE UNIQUE INDEX fieldagent_current_once ON public.officers_fieldagent USING btree (user_id, region_id) WHERE (ended_at IS NULL);

CREATE INDEX formstate_user_object ON public.wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);

CREATE INDEX gatewayevent_due ON public.payment_gatewayevent USING btree (next_try_at, id) WHERE ((status)::text = 'new'::text);

CREATE INDEX gatewayevent_status ON public.payment_gatewayevent USING btree (status, id DESC);

CREATE INDEX help_helprecording_made_by_id_6f025eda ON public.help_helprecording USING btree (made_by_id);

CREATE INDEX help_helprecording_public_id_bc0485f9_like ON public.help_helprecording USING btree (public_id varchar_pattern_ops);

CREATE INDEX help_helprecording_screen_4aa6420b ON public.help_helprecording USING btree (screen);

CREATE INDEX help_helprecording_screen_4aa6420b_like ON public.help_helprecording USING btree (screen varchar_pattern_ops);

CREATE UNIQUE INDEX helprecording_current_once ON public.help_helprecording USING btree (screen, language) WHERE (replaced_at IS NULL);

CREATE INDEX imports_importproof_added_by_id_f85ccb47 ON public.imports_importproof USING btree (added_by_id);

CREATE INDEX imports_importproof_past_import_id_0e68f88c ON public.imports_importproof USING btree (past_import_id);

CREATE INDEX imports_importrow_commune_id_a32317d8 ON public.imports_importrow USING btree (commune_id);

CREATE INDEX imports_importrow_commune_id_a32317d8_like ON public.imports_importrow USING btree (commune_id varchar_pattern_ops);

CREATE INDEX imports_importrow_cooperative_id_414e4517 ON public.imports_importrow USING btree (cooperative_id);

CREATE INDEX imports_importrow_decided_by_id_b7bc1182 ON public.imports_importrow USING btree (decided_by_id);

CREATE INDEX imports_importrow_participation_id_8e39a6ff ON public.imports_importrow USING btree (participation_id);

CREATE INDEX imports_importrow_past_import_id_4022e072 ON public.imports_importrow USING btree (past_import_id);

CREATE INDEX imports_importrow_total_id_5fa6be0d ON public.imports_importrow USING btree (total_id);

CREATE INDEX imports_pastimport_edition_id_9dfd63e0 ON public.imports_pastimport USING btree (edition_id);

CREATE INDEX imports_pastimport_loaded_by_id_235d053e ON public.imports_pastimport USING btree (loaded_by_id);

CREATE INDEX imports_pastimport_public_id_c12e7fb6_like ON public.imports_pastimport USING btree (public_id varchar_pattern_ops);

CREATE INDEX imports_pastimport_read_by_id_bde4ec6a ON public.imports_pastimport USING btree (read_by_id);

CREATE INDEX imports_pastimport_reversed_by_id_0d29921e ON public.imports_pastimport USING btree (reversed_by_id);

CREATE INDEX incident_of_a_day ON public.attendance_incident USING btree (day_id, happened_at DESC);

CREATE UNIQUE INDEX institutionalstand_alone_at_its_stall ON public.attendance_institutionalstand USING btree (stop_id, stall_id) WHERE ((ended_at IS NULL) AND (stall_id IS NOT NULL));

CREATE UNIQUE INDEX invitation_open_once_for_a_number ON public.team_invitation USING btree (cooperative_id, phone_digest) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL) AND (NOT ((phone_digest)::text = ''::text)));

CREATE INDEX job_due ON public.jobs_job USING btree (due_at, id) WHERE (done_at IS NULL);

CREATE INDEX jobs_heartbeat_name_7d4519e6_like ON public.jobs_heartbeat USING btree (name varchar_pattern_ops);

CREATE INDEX jobs_job_key_c36b5a2a_like ON public.jobs_job USING btree (key varchar_pattern_ops);

CREATE INDEX joining_paper_cooperative_id_7c9280b4 ON public.joining_paper USING btree (cooperative_id);

CREATE INDEX joining_paper_judged_by_id_41af9c85 ON public.joining_paper USING btree (judged_by_id);

CREATE INDEX joining_paper_public_id_88d474e8_like ON public.joining_paper USING btree (public_id varchar_pattern_ops);

CREATE INDEX joining_paper_sent_by_id_9a19826b ON public.joining_paper USING btree (sent_by_id);

CREATE INDEX joining_paperpage_paper_id_f2777709 ON public.joining_paperpage USING btree (paper_id);

CREATE INDEX kinds_productkind_category_id_db92180e ON public.kinds_productkind USING btree (category_id);

CREATE INDEX kinds_productkind_code_aa1cf548_like ON public.kinds_productkind USING btree (code varchar_pattern_ops);

CREATE INDEX kinds_productkind_family_id_fff6889a ON public.kinds_productkind USING btree (family_id);

CREATE INDEX ledger_balancecheckpoint_account_id_993c13a1 ON public.ledger_balancecheckpoint USING btree (account_id);

CREATE INDEX ledger_ledgeraccount_code_f9f52506_like ON public.ledger_ledgeraccount USING btree (code varchar_pattern_ops);

CREATE INDEX ledger_ledgeraccount_cooperative_id_fb42955b ON public.ledger_ledgeraccount USING btree (cooperative_id);

CREATE INDEX ledger_ledgertransaction_key_ed772e0f_like ON public.ledger_ledgertransaction USING btree (key varchar_pattern_ops);

CREATE INDEX ledgerentry_balance ON public.ledger_ledgerentry USING btree (account_id, id) INCLUDE (amount);

CREATE INDEX ledgertransaction_day ON public.ledger_ledgertransaction USING btree (counts_on, kind);

CREATE INDEX lot_of_cooperative ON public.lots_lot USING btree (cooperative_id, made_on DESC, id DESC);

CREATE INDEX lot_of_product ON public.lots_lot USING btree (product_id, made_on DESC);

CREATE INDEX lots_lot_commune_id_ba288166 ON public.lots_lot USING btree (commune_id);

CREATE INDEX lots_lot_commune_id_ba288166_like ON public.lots_lot USING btree (commune_id varchar_pattern_ops);

CREATE INDEX lots_lot_cooperative_id_b683120f ON public.lots_lot USING btree (cooperative_id);

CREATE INDEX lots_lot_product_id_22277065 ON public.lots_lot USING btree (product_id);

CREATE INDEX lots_lot_public_id_5e0f2b62_like ON public.lots_lot USING btree (public_id varchar_pattern_ops);

CREATE INDEX lots_lot_sign_id_cac1aac7 ON public.lots_lot USING btree (sign_id);

CREATE INDEX lots_lot_written_by_id_c4b11c32 ON public.lots_lot USING btree (written_by_id);

CREATE INDEX mandate_of_agent ON public.officers_mandate USING btree (agent_id, ends_at) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX membership_current_once ON public.cooperatives_membership USING btree (user_id, cooperative_id) WHERE (left_at IS NULL);

CREATE INDEX message_waiting ON public.outbox_message USING btree (due_at, id) WHERE ((given_up_at IS NULL) AND (sent_at IS NULL));

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX moderation_productrevision_judged_by_id_b3fb1f02 ON public.moderation_productrevision USING btree (judged_by_id);

CREATE INDEX moderation_productrevision_product_id_5c44c71a ON public.moderation_productrevision USING btree (product_id);

CREATE INDEX moderation_productrevision_public_id_0c3c6040_like ON public.moderation_productrevision USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_productrevision_sent_by_id_a1a01d92 ON public.moderation_productrevision USING btree (sent_by_id);

CREATE INDEX offer_benefit_range_id_ab19c5ab ON public.offer_benefit USING btree (range_id);

CREATE INDEX offer_condition_range_id_b023a2aa ON public.offer_condition USING btree (range_id);

CREATE INDEX offer_conditionaloffer_benefit_id_f43f68b5 ON public.offer_conditionaloffer USING btree (benefit_id);

CREATE INDEX offer_conditionaloffer_com_from_conditionaloffer_id_85c3bd9f ON public.offer_conditionaloffer_combinations USING btree (from_conditionaloffer_id);

CREATE INDEX offer_conditionaloffer_com_to_conditionaloffer_id_ae993478 ON public.offer_conditionaloffer_combinations USING btree (to_conditionaloffer_id);

CREATE INDEX offer_conditionaloffer_condition_id_e6baa945 ON public.offer_conditionaloffer USING btree (condition_id);

CREATE INDEX offer_conditionaloffer_name_340601c2_like ON public.offer_conditionaloffer USING btree (name varchar_pattern_ops);

CREATE INDEX offer_conditionaloffer_priority_4c2fc582 ON public.offer_conditionaloffer USING btree (priority);

CREATE INDEX offer_conditionaloffer_slug_e4649c01_like ON public.offer_conditionaloffer USING btree (slug varchar_pattern_ops);

CREATE INDEX offer_range_classes_productclass_id_6f6de46d ON public.offer_range_classes USING btree (productclass_id);

CREATE INDEX offer_range_classes_range_id_7d3e573e ON public.offer_range_classes USING btree (range_id);

CREATE INDEX offer_range_excluded_categories_category_id_c16fd4f7 ON public.offer_range_excluded_categories USING btree (category_id);

CREATE INDEX offer_range_excluded_categories_range_id_6346945d ON public.offer_range_excluded_categories USING btree (range_id);

CREATE INDEX offer_range_excluded_products_product_id_78c49bfc ON public.offer_range_excluded_products USING btree (product_id);

CREATE INDEX offer_range_excluded_products_range_id_cce4a032 ON public.offer_range_excluded_products USING btree (range_id);

CREATE INDEX offer_range_included_categories_category_id_c61569a5 ON public.offer_range_included_categories USING btree (category_id);

CREATE INDEX offer_range_included_categories_range_id_1b616138 ON public.offer_range_included_categories USING btree (range_id);

CREATE INDEX offer_range_name_c72a602f_like ON public.offer_range USING btree (name varchar_pattern_ops);

CREATE INDEX offer_range_proxy_class_3c9917c6_like ON public.offer_range USING btree (proxy_class varchar_pattern_ops);

CREATE INDEX offer_range_slug_ce39e53b_like ON public.offer_range USING btree (slug varchar_pattern_ops);

CREATE INDEX offer_rangeproduct_product_id_723b3ea3 ON public.offer_rangeproduct USING btree (product_id);

CREATE INDEX offer_rangeproduct_range_id_ee358495 ON public.offer_rangeproduct USING btree (range_id);

CREATE INDEX offer_rangeproductfileupload_date_uploaded_f0a4f9ae ON public.offer_rangeproductfileupload USING btree (date_uploaded);

CREATE INDEX offer_rangeproductfileupload_range_id_c055ebf8 ON public.offer_rangeproductfileupload USING btree (range_id);

CREATE INDEX offer_rangeproductfileupload_uploaded_by_id_c01a3250 ON public.offer_rangeproductfileupload USING btree (uploaded_by_id);

CREATE INDEX officers_consent_asked_by_id_55377fcc ON public.officers_consent USING btree (asked_by_id);

CREATE INDEX officers_consent_asked_of_id_18f7d654 ON public.officers_consent USING btree (asked_of_id);

CREATE INDEX officers_consent_cooperative_id_815d4e0b ON public.officers_consent USING btree (cooperative_id);

CREATE INDEX officers_consent_public_id_c2df8ad5_like ON public.officers_consent USING btree (public_id varchar_pattern_ops);

CREATE INDEX officers_fieldagent_region_id_f9b0a603 ON public.officers_fieldagent USING btree (region_id);

CREATE INDEX officers_fieldagent_region_id_f9b0a603_like ON public.officers_fieldagent USING btree (region_id varchar_pattern_ops);

CREATE INDEX officers_fieldagent_user_id_edd5fedb ON public.officers_fieldagent USING btree (user_id);

CREATE INDEX officers_mandate_agent_id_6319d4aa ON public.officers_mandate USING btree (agent_id);

CREATE INDEX officers_mandate_cooperative_id_26303e71 ON public.officers_mandate USING btree (cooperative_id);

CREATE INDEX officers_mandate_given_by_id_114a8fbf ON public.officers_mandate USING btree (given_by_id);

CREATE INDEX officers_mandate_public_id_b5cbd6c9_like ON public.officers_mandate USING btree (public_id varchar_pattern_ops);

CREATE INDEX officers_recovery_agent_id_284e53f3 ON public.officers_recovery USING btree (agent_id);

CREATE INDEX officers_recovery_cooperative_id_3a3f1638 ON public.officers_recovery USING btree (cooperative_id);

CREATE INDEX officers_recovery_ended_by_id_102e329e ON public.officers_recovery USING btree (ended_by_id);

CREATE INDEX officers_recovery_public_id_30afb614_like ON public.officers_recovery USING btree (public_id varchar_pattern_ops);

CREATE INDEX officers_recovery_user_id_a5eb48a3 ON public.officers_recovery USING btree (user_id);

CREATE INDEX order_billingaddress_code_e240f533_like ON public.order_billingaddress USING btree (code varchar_pattern_ops);

CREATE INDEX order_billingaddress_country_id_17f57dca ON public.order_billingaddress USING btree (country_id);

CREATE INDEX order_billingaddress_country_id_17f57dca_like ON public.order_billingaddress USING btree (country_id varchar_pattern_ops);

CREATE INDEX order_chased ON public.order_order USING btree (chased_at) WHERE (chased_at IS NOT NULL);

CREATE INDEX order_communicationevent_date_created_ce404d62 ON public.order_communicationevent USING btree (date_created);

CREATE INDEX order_communicationevent_event_type_id_4bc9ee29 ON public.order_communicationevent USING btree (event_type_id);

CREATE INDEX order_communicationevent_order_id_94e784ac ON public.order_communicationevent USING btree (order_id);

CREATE INDEX order_cooperative_day ON public.order_order USING btree (cooperative_id, counts_on);

CREATE INDEX order_cooperative_newest ON public.order_order USING btree (cooperative_id, id DESC);

CREATE INDEX order_cooperative_status ON public.order_order USING btree (cooperative_id, status, id DESC);

CREATE INDEX order_invoiceseries_cooperative_id_a22b9475 ON public.order_invoiceseries USING btree (cooperative_id);

CREATE INDEX order_line_edition_id_354338c0 ON public.order_line USING btree (edition_id);

CREATE INDEX order_line_family_id_94c5de6c ON public.order_line USING btree (family_id);

CREATE INDEX order_line_order_id_b9148391 ON public.order_line USING btree (order_id);

CREATE INDEX order_line_participation_id_781416e9 ON public.order_line USING btree (participation_id);

CREATE INDEX order_line_partner_id_258a2fb9 ON public.order_line USING btree (partner_id);

CREATE INDEX order_line_product_id_e620902d ON public.order_line USING btree (product_id);

CREATE INDEX order_line_stockrecord_id_1d65aff5 ON public.order_line USING btree (stockrecord_id);

CREATE INDEX order_line_stop_id_1ce0fb03 ON public.order_line USING btree (stop_id);

CREATE INDEX order_lineattribute_line_id_adf6dd87 ON public.order_lineattribute USING btree (line_id);

CREATE INDEX order_lineattribute_option_id_b54d597c ON public.order_lineattribute USING btree (option_id);

CREATE INDEX order_lineprice_line_id_2de52446 ON public.order_lineprice USING btree (line_id);

CREATE INDEX order_lineprice_order_id_66792e56 ON public.order_lineprice USING btree (order_id);

CREATE INDEX order_order_basket_id_8b0acbb2 ON public.order_order USING btree (basket_id);

CREATE INDEX order_order_billing_address_id_8fe537cf ON public.order_order USING btree (billing_address_id);

CREATE INDEX order_order_carrier_id_d2bbfa4e ON public.order_order USING btree (carrier_id);

CREATE INDEX order_order_collect_at_id_713b67d8 ON public.order_order USING btree (collect_at_id);

CREATE INDEX order_order_cooperative_id_8aaaa03a ON public.order_order USING btree (cooperative_id);

CREATE INDEX order_order_date_placed_506a9365 ON public.order_order USING btree (date_placed);

CREATE INDEX order_order_number_49f06f1b_like ON public.order_order USING btree (number varchar_pattern_ops);

CREATE INDEX order_order_parcel_id_bf30b8e7 ON public.order_order USING btree (parcel_id);

CREATE INDEX order_order_public_id_4ba8109a_like ON public.order_order USING btree (public_id varchar_pattern_ops);

CREATE INDEX order_order_purchase_id_1b91560f ON public.order_order USING btree (purchase_id);

CREATE INDEX order_order_shipping_address_id_57e64931 ON public.order_order USING btree (shipping_address_id);

CREATE INDEX order_order_site_id_e27f3526 ON public.order_order USING btree (site_id);

CREATE INDEX order_order_user_id_7cf9bc2b ON public.order_order USING btree (user_id);

CREATE INDEX order_orderdiscount_offer_name_706d6119 ON public.order_orderdiscount USING btree (offer_name);

CREATE INDEX order_orderdiscount_offer_name_706d6119_like ON public.order_orderdiscount USING btree (offer_name varchar_pattern_ops);

CREATE INDEX order_orderdiscount_order_id_bc91e123 ON public.order_orderdiscount USING btree (order_id);

CREATE INDEX order_orderdiscount_voucher_code_6ee4f360 ON public.order_orderdiscount USING btree (voucher_code);

CREATE INDEX order_orderdiscount_voucher_code_6ee4f360_like ON public.order_orderdiscount USING btree (voucher_code varchar_pattern_ops);

CREATE INDEX order_orderlinediscount_line_id_88fbcd4a ON public.order_orderlinediscount USING btree (line_id);

CREATE INDEX order_orderlinediscount_order_discount_id_b9dfa715 ON public.order_orderlinediscount USING btree (order_discount_id);

CREATE INDEX order_ordernote_order_id_7d97583d ON public.order_ordernote USING btree (order_id);

CREATE INDEX order_ordernote_user_id_48d7a672 ON public.order_ordernote USING btree (user_id);

CREATE INDEX order_orderstatuschange_date_created_a5107b93 ON public.order_orderstatuschange USING btree (date_created);

CREATE INDEX order_orderstatuschange_order_id_43efdbe5 ON public.order_orderstatuschange USING btree (order_id);

CREATE INDEX order_parcel_carrier_id_72a82955 ON public.order_parcel USING btree (carrier_id);

CREATE INDEX order_parcel_hub_id_30065947 ON public.order_parcel USING btree (hub_id);

CREATE INDEX order_parcel_public_id_fbf0a830_like ON public.order_parcel USING btree (public_id varchar_pattern_ops);

CREATE INDEX order_parcel_purchase_id_04f75c88 ON public.order_parcel USING btree (purchase_id);

CREATE INDEX order_partoffer_made_by_id_17efeaab ON public.order_partoffer USING btree (made_by_id);

CREATE INDEX order_partoffer_order_id_856c8ba0 ON public.order_partoffer USING btree (order_id);

CREATE INDEX order_partoffer_public_id_1b9077b8_like ON public.order_partoffer USING btree (public_id varchar_pattern_ops);

CREATE INDEX order_partofferline_line_id_3a16a53d ON public.order_partofferline USING btree (line_id);

CREATE INDEX order_partofferline_offer_id_2a6f79cb ON public.order_partofferline USING btree (offer_id);

CREATE INDEX order_paymentevent_date_created_05d8c079 ON public.order_paymentevent USING btree (date_created);

CREATE INDEX order_paymentevent_event_type_id_568c7161 ON public.order_paymentevent USING btree (event_type_id);

CREATE INDEX order_paymentevent_order_id_395b3e82 ON public.order_paymentevent USING btree (order_id);

CREATE INDEX order_paymentevent_shipping_event_id_213dcfb8 ON public.order_paymentevent USING btree (shipping_event_id);

CREATE INDEX order_paymenteventquantity_event_id_a540165a ON public.order_paymenteventquantity USING btree (event_id);

CREATE INDEX order_paymenteventquantity_line_id_df44b021 ON public.order_paymenteventquantity USING btree (line_id);

CREATE INDEX order_paymenteventtype_code_19e3e888_like ON public.order_paymenteventtype USING btree (code varchar_pattern_ops);

CREATE INDEX order_paymenteventtype_name_e4bcca28_like ON public.order_paymenteventtype USING btree (name varchar_pattern_ops);

CREATE INDEX order_purchase_confirmed_by_id_ff89dcf6 ON public.order_purchase USING btree (confirmed_by_id);

CREATE INDEX order_purchase_number_9f9d8ecb_like ON public.order_purchase USING btree (number varchar_pattern_ops);

CREATE INDEX order_purchase_place_id_5fec09e6 ON public.order_purchase USING btree (place_id);

CREATE INDEX order_purchase_public_id_749b5a26_like ON public.order_purchase USING btree (public_id varchar_pattern_ops);

CREATE INDEX order_purchase_recipient_phone_digest_72006dca ON public.order_purchase USING btree (recipient_phone_digest);

CREATE INDEX order_purchase_recipient_phone_digest_72006dca_like ON public.order_purchase USING btree (recipient_phone_digest varchar_pattern_ops);

CREATE INDEX order_purchase_user_id_f6c1c3fb ON public.order_purchase USING btree (user_id);

CREATE INDEX order_shippingaddress_code_a3af64e4_like ON public.order_shippingaddress USING btree (code varchar_pattern_ops);

CREATE INDEX order_shippingaddress_country_id_29abf9a0 ON public.order_shippingaddress USING btree (country_id);

CREATE INDEX order_shippingaddress_country_id_29abf9a0_like ON public.order_shippingaddress USING btree (country_id varchar_pattern_ops);

CREATE INDEX order_shippingevent_date_created_74c4a6fa ON public.order_shippingevent USING btree (date_created);

CREATE INDEX order_shippingevent_event_type_id_9f1efb20 ON public.order_shippingevent USING btree (event_type_id);

CREATE INDEX order_shippingevent_order_id_8c031fb6 ON public.order_shippingevent USING btree (order_id);

CREATE INDEX order_shippingeventquantity_event_id_1c7fb9c7 ON public.order_shippingeventquantity USING btree (event_id);

CREATE INDEX order_shippingeventquantity_line_id_3b089ee0 ON public.order_shippingeventquantity USING btree (line_id);

CREATE INDEX order_shippingeventtype_code_db3854de_like ON public.order_shippingeventtype USING btree (code varchar_pattern_ops);

CREATE INDEX order_shippingeventtype_name_6d9a48a2_like ON public.order_shippingeventtype USING btree (name varchar_pattern_ops);

CREATE INDEX order_surcharge_order_id_5c0a94f5 ON public.order_surcharge USING btree (order_id);

CREATE INDEX order_to_release ON public.order_order USING btree (delivered_at) WHERE ((paid_at IS NOT NULL) AND (released_at IS NULL));

CREATE INDEX orderline_edition ON public.order_line USING btree (edition_id) WHERE (edition_id IS NOT NULL);

CREATE INDEX ordermessage_of_order ON public.conversation_ordermessage USING btree (order_id, id);

CREATE INDEX ordermessage_unread ON public.conversation_ordermessage USING btree (order_id) WHERE (read_at IS NULL);

CREATE INDEX outbox_message_key_9860c808_like ON public.outbox_message USING btree (key varchar_pattern_ops);

CREATE INDEX pages_storypage_cooperative_id_78bf53e4 ON public.pages_storypage USING btree (cooperative_id);

CREATE UNIQUE INDEX paper_current_once ON public.joining_paper USING btree (cooperative_id, kind) WHERE (replaced_at IS NULL);

CREATE INDEX paper_to_check ON public.joining_paper USING btree (sent_at) WHERE ((replaced_at IS NULL) AND ((status)::text = 'sent'::text));

CREATE INDEX participation_cooperative ON public.fairs_participation USING btree (cooperative_id, stop_id);

CREATE INDEX partner_partner_code_13d0debd_like ON public.partner_partner USING btree (code varchar_pattern_ops);

CREATE INDEX partner_partner_name_caa0c2ee ON public.partner_partner USING btree (name);

CREATE INDEX partner_partner_name_caa0c2ee_like ON public.partner_partner USING btree (name varchar_pattern_ops);

CREATE INDEX partner_partner_users_partner_id_1883dfd9 ON public.partner_partner_users USING btree (partner_id);

CREATE INDEX partner_partner_users_user_id_d75d6e40 ON public.partner_partner_users USING btree (user_id);

CREATE INDEX partner_partneraddress_code_f65ed678_like ON public.partner_partneraddress USING btree (code varchar_pattern_ops);

CREATE INDEX partner_partneraddress_country_id_02c4f979 ON public.partner_partneraddress USING btree (country_id);

CREATE INDEX partner_partneraddress_country_id_02c4f979_like ON public.partner_partneraddress USING btree (country_id varchar_pattern_ops);

CREATE INDEX partner_partneraddress_partner_id_59551b0a ON public.partner_partneraddress USING btree (partner_id);

CREATE INDEX partner_shortage_key_ac0e9c7f_like ON public.partner_shortage USING btree (key varchar_pattern_ops);

CREATE INDEX partner_shortage_settled_by_id_fefaf4d8 ON public.partner_shortage USING btree (settled_by_id);

CREATE INDEX partner_shortage_stockrecord_id_23f3d427 ON public.partner_shortage USING btree (stockrecord_id);

CREATE INDEX partner_stockalert_date_created_832cf043 ON public.partner_stockalert USING btree (date_created);

CREATE INDEX partner_stockalert_stockrecord_id_68ad503a ON public.partner_stockalert USING btree (stockrecord_id);

CREATE INDEX partner_stockholding_stockrecord_id_c3df0af4 ON public.partner_stockholding USING btree (stockrecord_id);

CREATE INDEX partner_stockmovement_by_id_fcdc1e6b ON public.partner_stockmovement USING btree (by_id);

CREATE INDEX partner_stockmovement_key_49b9b53d_like ON public.partner_stockmovement USING btree (key varchar_pattern_ops);

CREATE INDEX partner_stockmovement_stockrecord_id_5a102015 ON public.partner_stockmovement USING btree (stockrecord_id);

CREATE INDEX partner_stockrecord_date_updated_e6ae5f14 ON public.partner_stockrecord USING btree (date_updated);

CREATE INDEX partner_stockrecord_partner_id_4155a586 ON public.partner_stockrecord USING btree (partner_id);

CREATE UNIQUE INDEX partoffer_one_open_for_an_order ON public.order_partoffer USING btree (order_id) WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX pastimport_file_once ON public.imports_pastimport USING btree (edition_id, digest) WHERE ((status)::text = ANY (ARRAY[('read'::character varying)::text, ('loaded'::character varying)::text]));

CREATE INDEX payment_dispute_attempt_id_ec5de4c1 ON public.payment_dispute USING btree (attempt_id);

CREATE INDEX payment_dispute_provider_id_ad62c205_like ON public.payment_dispute USING btree (provider_id varchar_pattern_ops);

CREATE INDEX payment_gatewayevent_attempt_id_8cf8002e ON public.payment_gatewayevent USING btree (attempt_id);

CREATE INDEX payment_gatewayevent_event_id_52e2ab69_like ON public.payment_gatewayevent USING btree (event_id varchar_pattern_ops);

CREATE INDEX payment_paymentattempt_purchase_id_c6288474 ON public.payment_paymentattempt USING btree (purchase_id);

CREATE INDEX payment_refund_approved_by_id_c6b6b22a ON public.payment_refund USING btree (approved_by_id);

CREATE INDEX payment_refund_attempt_id_651028c3 ON public.payment_refund USING btree (attempt_id);

CREATE INDEX payment_refund_order_id_af835b16 ON public.payment_refund USING btree (order_id);

CREATE INDEX payment_refund_purchase_id_4e34c327 ON public.payment_refund USING btree (purchase_id);

CREATE INDEX payment_refund_requested_by_id_6dd9de40 ON public.payment_refund USING btree (requested_by_id);

CREATE INDEX payment_refundline_line_id_0f8d6a03 ON public.payment_refundline USING btree (line_id);

CREATE INDEX payment_refundline_refund_id_752b4d4d ON public.payment_refundline USING btree (refund_id);

CREATE INDEX payment_remittance_carrier_id_6d2d9a9b ON public.payment_remittance USING btree (carrier_id);

CREATE INDEX payment_remittance_recorded_by_id_6e323ce4 ON public.payment_remittance USING btree (recorded_by_id);

CREATE INDEX payment_remittanceline_order_id_a64f32a2 ON public.payment_remittanceline USING btree (order_id);

CREATE INDEX payment_remittanceline_remittance_id_d3e9a280 ON public.payment_remittanceline USING btree (remittance_id);

CREATE INDEX payment_returnline_line_id_fed793e3 ON public.payment_returnline USING btree (line_id);

CREATE INDEX payment_returnline_request_id_736c7182 ON public.payment_returnline USING btree (request_id);

CREATE INDEX payment_returnrequest_answered_by_id_a8eebbc0 ON public.payment_returnrequest USING btree (answered_by_id);

CREATE INDEX payment_returnrequest_order_id_ce0521f8 ON public.payment_returnrequest USING btree (order_id);

CREATE INDEX payment_returnrequest_public_id_6c688eeb_like ON public.payment_returnrequest USING btree (public_id varchar_pattern_ops);

CREATE INDEX paymentattempt_created ON public.payment_paymentattempt USING btree (created_at);

CREATE INDEX paymentattempt_due ON public.payment_paymentattempt USING btree (status, expires_at);

CREATE UNIQUE INDEX paymentattempt_intent_once ON public.payment_paymentattempt USING btree (intent_id) WHERE (NOT ((intent_id)::text = ''::text));

CREATE UNIQUE INDEX paymentattempt_one_applied ON public.payment_paymentattempt USING btree (purchase_id) WHERE ((status)::text = 'applied'::text);

CREATE UNIQUE INDEX paymentattempt_one_open ON public.payment_paymentattempt USING btree (purchase_id) WHERE ((status)::text = ANY (ARRAY[('created'::character varying)::text, ('pending'::character varying)::text]));

CREATE UNIQUE INDEX paymentattempt_session_once ON public.payment_paymentattempt USING btree (session_id) WHERE (NOT ((session_id)::text = ''::text));

CREATE INDEX payout_cooperative ON public.settlements_payout USING btree (cooperative_id, id DESC);

CREATE UNIQUE INDEX payout_live_once_a_run ON public.settlements_payout USING btree (run_id, cooperative_id) WHERE ((status)::text = ANY (ARRAY[('pending'::character varying)::text, ('in_transit'::character varying)::text, ('paid'::character varying)::text]));

CREATE INDEX payout_run_status ON public.settlements_payout USING btree (run_id, status, id);

CREATE INDEX payoutexclusion_reason ON public.settlements_payoutexclusion USING btree (run_id, reason, id);

CREATE INDEX place_search_trigrams ON public.territory_place USING gin (search_text public.gin_trgm_ops);

CREATE UNIQUE INDEX placeoffer_one_open ON public.applications_placeoffer USING btree (application_id) WHERE ((answer)::text = 'open'::text);

CREATE INDEX plan_planmark_plan_id_c262a61d ON public.plan_planmark USING btree (plan_id);

CREATE INDEX plan_planplace_plan_id_04c42680 ON public.plan_planplace USING btree (plan_id);

CREATE INDEX plan_planplace_stall_id_4b3e1191 ON public.plan_planplace USING btree (stall_id);

CREATE UNIQUE INDEX postaladdressee_current_once ON public.settlements_postaladdressee USING btree (cooperative_id) WHERE (replaced_at IS NULL);

CREATE INDEX product_own_list ON public.catalogue_product USING btree (cooperative_id, "position", id DESC);

CREATE INDEX product_public_cooperative ON public.catalogue_product USING btree (cooperative_id, id DESC) WHERE is_public;

CREATE INDEX product_public_family ON public.catalogue_product USING btree (product_class_id, id DESC) WHERE is_public;

CREATE INDEX product_public_newest ON public.catalogue_product USING btree (id DESC) WHERE is_public;

CREATE INDEX product_public_region ON public.catalogue_product USING btree (region_id, id DESC) WHERE is_public;

CREATE INDEX product_search_trigrams ON public.catalogue_product USING gin (search_text public.gin_trgm_ops);

CREATE UNIQUE INDEX productrevision_open_once ON public.moderation_productrevision USING btree (product_id) WHERE ((status)::text = 'sent'::text);

CREATE INDEX productrevision_to_check ON public.moderation_productrevision USING btree (sent_at) WHERE ((status)::text = 'sent'::text);

CREATE UNIQUE INDEX productsheet_open_once ON public.sheets_productsheet USING btree (cooperative_id, digest) WHERE ((status)::text = ANY (ARRAY[('reading'::character varying)::text, ('checked'::character varying)::text, ('loading'::character varying)::text]));

CREATE INDEX push_pushsubscription_user_id_1cea05aa ON public.push_pushsubscription USING btree (user_id);

CREATE UNIQUE INDEX pushsubscription_current_once ON public.push_pushsubscription USING btree (endpoint_digest) WHERE (ended_at IS NULL);

CREATE INDEX pushsubscription_of_user ON public.push_pushsubscription USING btree (user_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX recovery_open_once ON public.officers_recovery USING btree (user_id) WHERE ((status)::text = 'waiting'::text);

CREATE INDEX referenceindex_source_object ON public.wagtailcore_referenceindex USING btree (base_content_type_id, object_id);

CREATE INDEX referenceindex_target_object ON public.wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);

CREATE INDEX refund_created ON public.payment_refund USING btree (created_at);

CREATE UNIQUE INDEX refund_provider_once ON public.payment_refund USING btree (provider_id) WHERE (NOT ((provider_id)::text = ''::text));

CREATE INDEX refund_status ON public.payment_refund USING btree (status, id DESC);

CREATE UNIQUE INDEX refund_whole_attempt_once ON public.payment_refund USING btree (attempt_id) WHERE ((cause)::text = ANY (ARRAY[('paid_twice'::character varying)::text, ('late_no_stock'::character varying)::text, ('late_cancelled'::character varying)::text, ('not_ours'::character varying)::text]));

CREATE UNIQUE INDEX returnrequest_one_open ON public.payment_returnrequest USING btree (order_id) WHERE ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('accepted'::character varying)::text, ('received'::character varying)::text]));

CREATE INDEX returnrequest_status ON public.payment_returnrequest USING btree (status, id DESC);

CREATE INDEX revenue_coarsecell_edition_id_c3fe9161 ON public.revenue_coarsecell USING btree (edition_id);

CREATE INDEX revenue_coarsecell_region_id_41fa4545 ON public.revenue_coarsecell USING btree (region_id);

CREATE INDEX revenue_coarsecell_region_id_41fa4545_like ON public.revenue_coarsecell USING btree (region_id varchar_pattern_ops);

CREATE INDEX revenue_coarsecell_stop_id_4597aa66 ON public.revenue_coarsecell USING btree (stop_id);

CREATE INDEX revenue_detailcell_cooperative_id_53ded4a6 ON public.revenue_detailcell USING btree (cooperative_id);

CREATE INDEX revenue_detailcell_edition_id_f3e03838 ON public.revenue_detailcell USING btree (edition_id);

CREATE INDEX revenue_detailcell_family_id_c7b73789 ON public.revenue_detailcell USING btree (family_id);

CREATE INDEX revenue_detailcell_region_id_f72b3c4a ON public.revenue_detailcell USING btree (region_id);

CREATE INDEX revenue_detailcell_region_id_f72b3c4a_like ON public.revenue_detailcell USING btree (region_id varchar_pattern_ops);

CREATE INDEX revenue_detailcell_stall_id_ff3a4307 ON public.revenue_detailcell USING btree (stall_id);

CREATE INDEX revenue_detailcell_stop_id_f72372d5 ON public.revenue_detailcell USING btree (stop_id);

CREATE INDEX revenue_editionsummary_edition_id_1f5eddbf ON public.revenue_editionsummary USING btree (edition_id);

CREATE INDEX revenue_publiccell_edition_id_9484c111 ON public.revenue_publiccell USING btree (edition_id);

CREATE INDEX revenue_publiccell_region_id_f32556ed ON public.revenue_publiccell USING btree (region_id);

CREATE INDEX revenue_publiccell_region_id_f32556ed_like ON public.revenue_publiccell USING btree (region_id varchar_pattern_ops);

CREATE INDEX revenue_revenueline_edition_id_4364f841 ON public.revenue_revenueline USING btree (edition_id);

CREATE INDEX revenue_revenueline_key_1045541b_like ON public.revenue_revenueline USING btree (key varchar_pattern_ops);

CREATE INDEX revenue_revenueline_transaction_id_85cc122d ON public.revenue_revenueline USING btree (transaction_id);

CREATE INDEX revenueline_cooperative_day ON public.revenue_revenueline USING btree (cooperative_id, counts_on, id DESC);

CREATE INDEX revenueline_day_edition ON public.revenue_revenueline USING btree (counts_on, edition_id);

CREATE INDEX revenueline_participation_day ON public.revenue_revenueline USING btree (participation_id, counts_on, evidence);

CREATE INDEX rounds_estimate_public_id_33cc000c_like ON public.rounds_estimate USING btree (public_id varchar_pattern_ops);

CREATE INDEX rounds_estimate_signed_by_id_2484c02e ON public.rounds_estimate USING btree (signed_by_id);

CREATE INDEX rounds_estimate_stop_id_371da75c ON public.rounds_estimate USING btree (stop_id);

CREATE INDEX rounds_estimate_withdrawn_by_id_6a532059 ON public.rounds_estimate USING btree (withdrawn_by_id);

CREATE INDEX rounds_estimatedtotal_estimate_id_cd6a6f7e ON public.rounds_estimatedtotal USING btree (estimate_id);

CREATE INDEX rounds_estimatedtotal_total_id_f820a915 ON public.rounds_estimatedtotal USING btree (total_id);

CREATE INDEX rounds_quarantinedvisit_settled_by_id_3f37376d ON public.rounds_quarantinedvisit USING btree (settled_by_id);

CREATE INDEX rounds_quarantinedvisit_tablet_id_af8b2e85 ON public.rounds_quarantinedvisit USING btree (tablet_id);

CREATE INDEX rounds_round_closed_by_id_705ef3a3 ON public.rounds_round USING btree (closed_by_id);

CREATE INDEX rounds_round_public_id_501fdd11_like ON public.rounds_round USING btree (public_id varchar_pattern_ops);

CREATE INDEX rounds_round_stop_id_d86b2a72 ON public.rounds_round USING btree (stop_id);

CREATE INDEX rounds_slip_edition_id_249517c1 ON public.rounds_slip USING btree (edition_id);

CREATE INDEX rounds_slip_entered_by_id_72512b5d ON public.rounds_slip USING btree (entered_by_id);

CREATE INDEX rounds_slipbook_edition_id_93fae209 ON public.rounds_slipbook USING btree (edition_id);

CREATE INDEX rounds_slipbook_given_by_id_ec05e92a ON public.rounds_slipbook USING btree (given_by_id);

CREATE INDEX rounds_slipbook_participation_id_283f415b ON public.rounds_slipbook USING btree (participation_id);

CREATE INDEX rounds_tablet_code_digest_2e826c2f_like ON public.rounds_tablet USING btree (code_digest varchar_pattern_ops);

CREATE INDEX rounds_tablet_edition_id_8534797f ON public.rounds_tablet USING btree (edition_id);

CREATE INDEX rounds_tablet_enrolled_by_id_a02c46c5 ON public.rounds_tablet USING btree (enrolled_by_id);

CREATE INDEX rounds_tablet_public_id_292486ae_like ON public.rounds_tablet USING btree (public_id varchar_pattern_ops);

CREATE INDEX rounds_tablet_revoked_by_id_dca49885 ON public.rounds_tablet USING btree (revoked_by_id);

CREATE INDEX rounds_tablet_token_digest_8d13350e_like ON public.rounds_tablet USING btree (token_digest varchar_pattern_ops);

CREATE INDEX rounds_tablet_user_id_c17c44c5 ON public.rounds_tablet USING btree (user_id);

CREATE INDEX rounds_visit_by_id_0f182481 ON public.rounds_visit USING btree (by_id);

CREATE INDEX rounds_visit_participation_id_934e315e ON public.rounds_visit USING btree (participation_id);

CREATE INDEX rounds_visit_round_id_394acf01 ON public.rounds_visit USING btree (round_id);

CREATE INDEX rounds_visit_tablet_id_8d8d8425 ON public.rounds_visit USING btree (tablet_id);

CREATE INDEX rounds_visitconflict_chosen_id_5c74f514 ON public.rounds_visitconflict USING btree (chosen_id);

CREATE INDEX rounds_visitconflict_counting_id_d81ad248 ON public.rounds_visitconflict USING btree (counting_id);

CREATE INDEX rounds_visitconflict_public_id_8690493f_like ON public.rounds_visitconflict USING btree (public_id varchar_pattern_ops);

CREATE INDEX rounds_visitconflict_settled_by_id_67ceaeb6 ON public.rounds_visitconflict USING btree (settled_by_id);

CREATE INDEX rounds_visitpart_family_id_b3526c9b ON public.rounds_visitpart USING btree (family_id);

CREATE INDEX rounds_visitpart_visit_id_4cc707db ON public.rounds_visitpart USING btree (visit_id);

CREATE INDEX sale_flagged ON public.tills_sale USING btree (stop_id, sold_at DESC) WHERE ((status)::text = 'flagged'::text);

CREATE INDEX sale_reverses ON public.tills_sale USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);

CREATE INDEX sale_session_number ON public.tills_sale USING btree (session_id, number);

CREATE INDEX sale_till ON public.tills_sale USING btree (till_id, sold_at DESC);

CREATE UNIQUE INDEX sale_voided_once ON public.tills_sale USING btree (reverses_id) WHERE ((kind)::text = 'void'::text);

CREATE INDEX saleline_of ON public.tills_saleline USING btree (of_id) WHERE (of_id IS NOT NULL);

CREATE UNIQUE INDEX scheduledexport_running_once ON public.fairs_scheduledexport USING btree (user_id, programme_id, edition_id, period) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

CREATE INDEX season_closedperiod_cooperative_id_d1d3ebf9 ON public.season_closedperiod USING btree (cooperative_id);

CREATE INDEX season_closedperiod_public_id_e06f6c55_like ON public.season_closedperiod USING btree (public_id varchar_pattern_ops);

CREATE INDEX season_closedperiod_written_by_id_8f1dceaf ON public.season_closedperiod USING btree (written_by_id);

CREATE INDEX selection_commonscore_application_id_f6a33d20 ON public.selection_commonscore USING btree (application_id);

CREATE INDEX selection_commonscore_criterion_id_9cb62084 ON public.selection_commonscore USING btree (criterion_id);

CREATE INDEX selection_commonscore_written_by_id_e92eb21d ON public.selection_commonscore USING btree (written_by_id);

CREATE INDEX selection_decision_decided_by_id_d01eb674 ON public.selection_decision USING btree (decided_by_id);

CREATE INDEX selection_minutes_call_id_14b79bf7 ON public.selection_minutes USING btree (call_id);

CREATE INDEX selection_minutes_made_by_id_7db019be ON public.selection_minutes USING btree (made_by_id);

CREATE INDEX selection_minutes_public_id_ec12e55c_like ON public.selection_minutes USING btree (public_id varchar_pattern_ops);

CREATE INDEX selection_recusal_application_id_668d0f7f ON public.selection_recusal USING btree (application_id);

CREATE INDEX selection_recusal_member_id_e3d1f2d8 ON public.selection_recusal USING btree (member_id);

CREATE INDEX selection_score_application_id_fe6e49d2 ON public.selection_score USING btree (application_id);

CREATE INDEX selection_score_criterion_id_9a58b038 ON public.selection_score USING btree (criterion_id);

CREATE INDEX selection_score_member_id_9a3b47f4 ON public.selection_score USING btree (member_id);

CREATE INDEX selection_scoresheet_call_id_7e4c3767 ON public.selection_scoresheet USING btree (call_id);

CREATE INDEX selection_scoresheet_member_id_bb623aea ON public.selection_scoresheet USING btree (member_id);

CREATE INDEX settlement_month ON public.settlements_settlement USING btree (month, cooperative_id);

CREATE INDEX settlements_bankaccount_added_by_id_b473ad31 ON public.settlements_bankaccount USING btree (added_by_id);

CREATE INDEX settlements_bankaccount_checked_by_id_f9306d62 ON public.settlements_bankaccount USING btree (checked_by_id);

CREATE INDEX settlements_bankaccount_cooperative_id_47014107 ON public.settlements_bankaccount USING btree (cooperative_id);

CREATE INDEX settlements_bankaccount_public_id_77684583_like ON public.settlements_bankaccount USING btree (public_id varchar_pattern_ops);

CREATE INDEX settlements_bankaccount_rejected_by_id_c1425edf ON public.settlements_bankaccount USING btree (rejected_by_id);

CREATE INDEX settlements_bankaccount_rib_digest_a499da9d ON public.settlements_bankaccount USING btree (rib_digest);

CREATE INDEX settlements_bankaccount_rib_digest_a499da9d_like ON public.settlements_bankaccount USING btree (rib_digest varchar_pattern_ops);

CREATE INDEX settlements_monthend_drafted_by_id_4b449e27 ON public.settlements_monthend USING btree (drafted_by_id);

CREATE INDEX settlements_monthend_final_by_id_a001e121 ON public.settlements_monthend USING btree (final_by_id);

CREATE INDEX settlements_payout_account_id_f98d7565 ON public.settlements_payout USING btree (account_id);

CREATE INDEX settlements_payout_addressee_id_e0081107 ON public.settlements_payout USING btree (addressee_id);

CREATE INDEX settlements_payout_cooperative_id_53700e09 ON public.settlements_payout USING btree (cooperative_id);

CREATE INDEX settlements_payout_public_id_34fd16c5_like ON public.settlements_payout USING btree (public_id varchar_pattern_ops);

CREATE INDEX settlements_payout_reference_8d52891d_like ON public.settlements_payout USING btree (reference varchar_pattern_ops);

CREATE INDEX settlements_payout_run_id_6d68d625 ON public.settlements_payout USING btree (run_id);

CREATE INDEX settlements_payoutexclusion_cooperative_id_9fdc5190 ON public.settlements_payoutexclusion USING btree (cooperative_id);

CREATE INDEX settlements_payoutexclusion_run_id_10776a7f ON public.settlements_payoutexclusion USING btree (run_id);

CREATE INDEX settlements_payoutmark_by_id_22ddb455 ON public.settlements_payoutmark USING btree (by_id);

CREATE INDEX settlements_payoutmark_payout_id_ee872d04 ON public.settlements_payoutmark USING btree (payout_id);

CREATE INDEX settlements_payoutrun_approved_by_id_77747386 ON public.settlements_payoutrun USING btree (approved_by_id);

CREATE INDEX settlements_payoutrun_created_by_id_5eb4e643 ON public.settlements_payoutrun USING btree (created_by_id);

CREATE INDEX settlements_payoutrun_file_taken_by_id_cb886733 ON public.settlements_payoutrun USING btree (file_taken_by_id);

CREATE INDEX settlements_payoutrun_number_82f8f42d_like ON public.settlements_payoutrun USING btree (number varchar_pattern_ops);

CREATE INDEX settlements_payoutrun_public_id_8193c815_like ON public.settlements_payoutrun USING btree (public_id varchar_pattern_ops);

CREATE INDEX settlements_postaladdressee_added_by_id_c097aa6f ON public.settlements_postaladdressee USING btree (added_by_id);

CREATE INDEX settlements_postaladdressee_cooperative_id_9976ada6 ON public.settlements_postaladdressee USING btree (cooperative_id);

CREATE INDEX settlements_postaladdressee_public_id_3824b143_like ON public.settlements_postaladdressee USING btree (public_id varchar_pattern_ops);

CREATE INDEX settlements_settlement_cooperative_id_70082788 ON public.settlements_settlement USING btree (cooperative_id);

CREATE INDEX settlements_settlementline_settlement_id_e6eb5a91 ON public.settlements_settlementline USING btree (settlement_id);

CREATE INDEX settlements_work_by_id_d8fbed76 ON public.settlements_work USING btree (by_id);

CREATE INDEX settlements_work_month_end_id_0a5aa3c4 ON public.settlements_work USING btree (month_end_id);

CREATE INDEX settlements_work_run_id_583752b0 ON public.settlements_work USING btree (run_id);

CREATE INDEX sheetrow_by_act ON public.sheets_sheetrow USING btree (sheet_id, act, number);

CREATE INDEX sheets_productsheet_cooperative_id_8f130ab5 ON public.sheets_productsheet USING btree (cooperative_id);

CREATE INDEX sheets_productsheet_loaded_by_id_b1f73d9b ON public.sheets_productsheet USING btree (loaded_by_id);

CREATE INDEX sheets_productsheet_public_id_05384c28_like ON public.sheets_productsheet USING btree (public_id varchar_pattern_ops);

CREATE INDEX sheets_productsheet_sent_by_id_8ac08585 ON public.sheets_productsheet USING btree (sent_by_id);

CREATE INDEX sheets_productsheet_taken_back_by_id_6a3c9699 ON public.sheets_productsheet USING btree (taken_back_by_id);

CREATE INDEX sheets_sheetrow_product_id_11cc99e6 ON public.sheets_sheetrow USING btree (product_id);

CREATE INDEX sheets_sheetrow_sheet_id_426d3a40 ON public.sheets_sheetrow USING btree (sheet_id);

CREATE INDEX shortage_open ON public.partner_shortage USING btree (stockrecord_id) WHERE (settled_at IS NULL);

CREATE UNIQUE INDEX signheld_public_id ON public.cooperatives_signheld USING btree (public_id);

CREATE UNIQUE INDEX stallassignment_one_stall_a_day ON public.fairs_stallassignment USING btree (participation_id, day_id, place) WHERE exclusive;

CREATE UNIQUE INDEX stallassignment_unshared_given_once_a_day ON public.fairs_stallassignment USING btree (stall_id, day_id) WHERE exclusive;

CREATE INDEX statuschange_subject ON public.audit_statuschange USING btree (subject_type, subject_id, id DESC);

CREATE INDEX stockmovement_history ON public.partner_stockmovement USING btree (stockrecord_id, id DESC);

CREATE INDEX stockrecord_price ON public.partner_stockrecord USING btree (price);

CREATE INDEX taggit_tag_name_58eb2ed9_like ON public.taggit_tag USING btree (name varchar_pattern_ops);

CREATE INDEX taggit_tag_slug_6be58b2c_like ON public.taggit_tag USING btree (slug varchar_pattern_ops);

CREATE INDEX taggit_tagg_content_8fc721_idx ON public.taggit_taggeditem USING btree (content_type_id, object_id);

CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON public.taggit_taggeditem USING btree (content_type_id);

CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON public.taggit_taggeditem USING btree (object_id);

CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON public.taggit_taggeditem USING btree (tag_id);

CREATE INDEX team_invitation_accepted_by_id_fe111e53 ON public.team_invitation USING btree (accepted_by_id);

CREATE INDEX team_invitation_cooperative_id_20b3cf81 ON public.team_invitation USING btree (cooperative_id);

CREATE INDEX team_invitation_invited_by_id_12c26854 ON public.team_invitation USING btree (invited_by_id);

CREATE INDEX team_invitation_public_id_dbde1e18_like ON public.team_invitation USING btree (public_id varchar_pattern_ops);

CREATE INDEX team_invitation_token_digest_ea11f17d_like ON public.team_invitation USING btree (token_digest varchar_pattern_ops);

CREATE INDEX territory_commune_code_6fe26834_like ON public.territory_commune USING btree (code varchar_pattern_ops);

CREATE INDEX territory_commune_province_id_6a546f01 ON public.territory_commune USING btree (province_id);

CREATE INDEX territory_commune_province_id_6a546f01_like ON public.territory_commune USING btree (province_id varchar_pattern_ops);

CREATE INDEX territory_commune_slug_87f33beb ON public.territory_commune USING btree (slug);

CREATE INDEX territory_commune_slug_87f33beb_like ON public.territory_commune USING btree (slug varchar_pattern_ops);

CREATE INDEX territory_place_commune_id_e8cb8fb2 ON public.territory_place USING btree (commune_id);

CREATE INDEX territory_place_commune_id_e8cb8fb2_like ON public.territory_place USING btree (commune_id varchar_pattern_ops);

CREATE INDEX territory_place_public_id_983066c2_like ON public.territory_place USING btree (public_id varchar_pattern_ops);

CREATE INDEX territory_province_code_1ff80bd7_like ON public.territory_province USING btree (code varchar_pattern_ops);

CREATE INDEX territory_province_region_id_d935959b ON public.territory_province USING btree (region_id);

CREATE INDEX territory_province_region_id_d935959b_like ON public.territory_province USING btree (region_id varchar_pattern_ops);

CREATE INDEX territory_province_slug_48f7345c ON public.territory_province USING btree (slug);

CREATE INDEX territory_province_slug_48f7345c_like ON public.territory_province USING btree (slug varchar_pattern_ops);

CREATE INDEX territory_region_code_5ce4f312_like ON public.territory_region USING btree (code varchar_pattern_ops);

CREATE INDEX territory_region_slug_701dbd5f_like ON public.territory_region USING btree (slug varchar_pattern_ops);

CREATE UNIQUE INDEX till_one_of_paper ON public.tills_till USING btree (stall_id) WHERE ((kind)::text = 'paper'::text);

CREATE INDEX tillevent_till ON public.tills_tillevent USING btree (till_id, happened_at DESC);

CREATE INDEX tills_cashier_stall_id_9c53b3b6 ON public.tills_cashier USING btree (stall_id);

CREATE INDEX tills_cashreport_public_id_a7539cd8_like ON public.tills_cashreport USING btree (public_id varchar_pattern_ops);

CREATE INDEX tills_cashreport_till_id_d2157c2e ON public.tills_cashreport USING btree (till_id);

CREATE INDEX tills_cashreportline_cooperative_id_ac26f871 ON public.tills_cashreportline USING btree (cooperative_id);

CREATE INDEX tills_cashreportline_report_id_2e25d84d ON public.tills_cashreportline USING btree (report_id);

CREATE INDEX tills_quarantinedrecord_sale_id_6db9f1a4 ON public.tills_quarantinedrecord USING btree (sale_id);

CREATE INDEX tills_quarantinedrecord_settled_by_id_a6f92657 ON public.tills_quarantinedrecord USING btree (settled_by_id);

CREATE INDEX tills_quarantinedrecord_till_id_66e5e662 ON public.tills_quarantinedrecord USING btree (till_id);

CREATE INDEX tills_sale_stop_id_664fdfe4 ON public.tills_sale USING btree (stop_id);

CREATE INDEX tills_sale_till_id_a3668ddf ON public.tills_sale USING btree (till_id);

CREATE INDEX tills_saleline_cooperative_id_c4230722 ON public.tills_saleline USING btree (cooperative_id);

CREATE INDEX tills_saleline_product_id_4c84f06d ON public.tills_saleline USING btree (product_id);

CREATE INDEX tills_saleline_sale_id_a1045477 ON public.tills_saleline USING btree (sale_id);

CREATE INDEX tills_till_code_digest_f3b77ff8_like ON public.tills_till USING btree (code_digest varchar_pattern_ops);

CREATE INDEX tills_till_enrolled_by_id_a80f1b14 ON public.tills_till USING btree (enrolled_by_id);

CREATE INDEX tills_till_public_id_3f43d67b_like ON public.tills_till USING btree (public_id varchar_pattern_ops);

CREATE INDEX tills_till_revoked_by_id_b55909a3 ON public.tills_till USING btree (revoked_by_id);

CREATE INDEX tills_till_stall_id_599a8090 ON public.tills_till USING btree (stall_id);

CREATE INDEX tills_till_token_digest_1a69e495_like ON public.tills_till USING btree (token_digest varchar_pattern_ops);

CREATE INDEX tills_tillevent_cashier_id_a15defc1 ON public.tills_tillevent USING btree (cashier_id);

CREATE INDEX tills_tillevent_session_id_c249d619 ON public.tills_tillevent USING btree (session_id);

CREATE INDEX tills_tillevent_till_id_fcb25a9f ON public.tills_tillevent USING btree (till_id);

CREATE INDEX tills_tillsession_cashier_id_dd55dbc8 ON public.tills_tillsession USING btree (cashier_id);

CREATE INDEX tills_tillsession_closed_by_id_1c86bd8e ON public.tills_tillsession USING btree (closed_by_id);

CREATE INDEX tills_tillsession_till_id_3c7e4f17 ON public.tills_tillsession USING btree (till_id);

CREATE INDEX tillsession_open ON public.tills_tillsession USING btree (till_id) WHERE (NOT ((status)::text = 'closed'::text));

CREATE UNIQUE INDEX unionmembership_current_once ON public.cooperatives_unionmembership USING btree (union_id, cooperative_id) WHERE (left_on IS NULL);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));

CREATE UNIQUE INDEX unique_in_progress_workflow ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY (ARRAY[('in_progress'::character varying)::text, ('needs_changes'::character varying)::text]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE UNIQUE INDEX visit_one_total_counts ON public.rounds_visit USING btree (round_id, participation_id) WHERE (((outcome)::text = 'told'::text) AND ((standing)::text = 'counts'::text));

CREATE INDEX voucher_voucher_code_43d30a18_like ON public.voucher_voucher USING btree (code varchar_pattern_ops);

CREATE INDEX voucher_voucher_date_created_f3081a03 ON public.voucher_voucher USING btree (date_created);

CREATE INDEX voucher_voucher_end_datetime_db182297 ON public.voucher_voucher USING btree (end_datetime);

CREATE INDEX voucher_voucher_name_b96d3b47_like ON public.voucher_voucher USING btree (name varchar_pattern_ops);

CREATE INDEX voucher_voucher_offers_conditionaloffer_id_f9682bfb ON public.voucher_voucher_offers USING btree (conditionaloffer_id);

CREATE INDEX voucher_voucher_offers_voucher_id_7f9c575d ON public.voucher_voucher_offers USING btree (voucher_id);

CREATE INDEX voucher_voucher_start_datetime_bfb7df84 ON public.voucher_voucher USING btree (start_datetime);

CREATE INDEX voucher_voucher_voucher_set_id_17b96a54 ON public.voucher_voucher USING btree (voucher_set_id);

CREATE INDEX voucher_voucherapplication_date_created_2d9acdaf ON public.voucher_voucherapplication USING btree (date_created);

CREATE INDEX voucher_voucherapplication_order_id_30248a05 ON public.voucher_voucherapplication USING btree (order_id);

CREATE INDEX voucher_voucherapplication_user_id_df53a393 ON public.voucher_voucherapplication USING btree (user_id);

CREATE INDEX voucher_voucherapplication_voucher_id_5204edb7 ON public.voucher_voucherapplication USING btree (voucher_id);

CREATE INDEX voucher_voucherset_date_created_3dd68c8e ON public.voucher_voucherset USING btree (date_created);

CREATE INDEX voucher_voucherset_name_4c6aac05_like ON public.voucher_voucherset USING btree (name varchar_pattern_ops);

CREATE INDEX wagtailadmi_content_717955_idx ON public.wagtailadmin_editingsession USING btree (content_type_id, object_id);

CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON public.wagtailadmin_editingsession USING btree (content_type_id);

CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON public.wagtailadmin_editingsession USING btree (user_id);

CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON public.wagtailadmin_formstate USING btree (content_type_id);

CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON public.wagtailadmin_formstate USING btree (user_id);

CREATE INDEX wagtailcore_apitoken_key_hash_65979b78_like ON public.wagtailcore_apitoken USING btree (key_hash varchar_pattern_ops);

CREATE INDEX wagtailcore_apitoken_user_id_49b1141b ON public.wagtailcore_apitoken USING btree (user_id);

CREATE INDEX wagtailcore_collection_path_d848dc19_like ON public.wagtailcore_collection USING btree (path varchar_pattern_ops);

CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON public.wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);

CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON public.wagtailcore_collectionviewrestriction USING btree (collection_id);

CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON public.wagtailcore_collectionviewrestriction_groups USING btree (group_id);

CREATE INDEX wagtailcore_comment_page_id_108444b5 ON public.wagtailcore_comment USING btree (page_id);

CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON public.wagtailcore_comment USING btree (resolved_by_id);

CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON public.wagtailcore_comment USING btree (revision_created_id);

CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON public.wagtailcore_comment USING btree (user_id);

CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON public.wagtailcore_commentreply USING btree (comment_id);

CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON public.wagtailcore_commentreply USING btree (user_id);

CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON public.wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);

CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON public.wagtailcore_groupapprovaltask_groups USING btree (group_id);

CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON public.wagtailcore_groupcollectionpermission USING btree (collection_id);

CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON public.wagtailcore_groupcollectionpermission USING btree (group_id);

CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON public.wagtailcore_groupcollectionpermission USING btree (permission_id);

CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON public.wagtailcore_grouppagepermission USING btree (group_id);

CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON public.wagtailcore_grouppagepermission USING btree (page_id);

CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON public.wagtailcore_grouppagepermission USING btree (permission_id);

CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON public.wagtailcore_groupsitepermission USING btree (group_id);

CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON public.wagtailcore_groupsitepermission USING btree (permission_id);

CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON public.wagtailcore_groupsitepermission USING btree (site_id);

CREATE INDEX wagtailcore_locale_language_code_03149338_like ON public.wagtailcore_locale USING btree (language_code varchar_pattern_ops);

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON public.wagtailcore_modellogentry USING btree (action);

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON public.wagtailcore_modellogentry USING btree (action varchar_pattern_ops);

CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON public.wagtailcore_modellogentry USING btree (content_changed);

CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON public.wagtailcore_modellogentry USING btree (content_type_id);

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON public.wagtailcore_modellogentry USING btree (object_id);

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON public.wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);

CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON public.wagtailcore_modellogentry USING btree (revision_id);

CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON public.wagtailcore_modellogentry USING btree ("timestamp");

CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON public.wagtailcore_modellogentry USING btree (user_id);

CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON public.wagtailcore_page USING btree (alias_of_id);

CREATE INDEX wagtailcore_page_content_type_id_c28424df ON public.wagtailcore_page USING btree (content_type_id);

CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON public.wagtailcore_page USING btree (first_published_at);

CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON public.wagtailcore_page USING btree (latest_revision_id);

CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON public.wagtailcore_page USING btree (live_revision_id);

CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON public.wagtailcore_page USING btree (locale_id);

CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON public.wagtailcore_page USING btree (locked_by_id);

CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON public.wagtailcore_page USING btree (owner_id);

CREATE INDEX wagtailcore_page_path_98eba2c8_like ON public.wagtailcore_page USING btree (path varchar_pattern_ops);

CREATE INDEX wagtailcore_page_slug_e7c11b8f ON public.wagtailcore_page USING btree (slug);

CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON public.wagtailcore_page USING btree (slug varchar_pattern_ops);

CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON public.wagtailcore_pagelogentry USING btree (action);

CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON public.wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);

CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON public.wagtailcore_pagelogentry USING btree (content_changed);

CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON public.wagtailcore_pagelogentry USING btree (content_type_id);

CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON public.wagtailcore_pagelogentry USING btree (page_id);

CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON public.wagtailcore_pagelogentry USING btree (revision_id);

CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON public.wagtailcore_pagelogentry USING btree ("timestamp");

CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON public.wagtailcore_pagelogentry USING btree (user_id);

CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON public.wagtailcore_revision USING btree (approved_go_live_at);

CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON public.wagtailcore_revision USING btree (created_at);

CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON public.wagtailcore_revision USING btree (user_id);

CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON public.wagtailcore_pagesubscription USING btree (page_id);

CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON public.wagtailcore_pagesubscription USING btree (user_id);

CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON public.wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);

CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON public.wagtailcore_pageviewrestriction_groups USING btree (group_id);

CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON public.wagtailcore_pageviewrestriction USING btree (page_id);

CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON public.wagtailcore_referenceindex USING btree (base_content_type_id);

CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON public.wagtailcore_referenceindex USING btree (content_type_id);

CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON public.wagtailcore_referenceindex USING btree (to_content_type_id);

CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON public.wagtailcore_revision USING btree (base_content_type_id);

CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON public.wagtailcore_revision USING btree (content_type_id);

CREATE INDEX wagtailcore_site_hostname_96b20b46 ON public.wagtailcore_site USING btree (hostname);

CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON public.wagtailcore_site USING btree (hostname varchar_pattern_ops);

CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON public.wagtailcore_site USING btree (root_page_id);

CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON public.wagtailcore_task USING btree (content_type_id);

CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON public.wagtailcore_taskstate USING btree (content_type_id);

CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON public.wagtailcore_taskstate USING btree (finished_by_id);

CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON public.wagtailcore_taskstate USING btree (revision_id);

CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON public.wagtailcore_taskstate USING btree (task_id);

CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON public.wagtailcore_taskstate USING btree (workflow_state_id);

CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON public.wagtailcore_uploadedfile USING btree (for_content_type_id);

CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON public.wagtailcore_uploadedfile USING btree (uploaded_by_user_id);

CREATE INDEX wagtailcore_uuid_06a44d_idx ON public.wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);

CREATE INDEX wagtailcore_uuid_d6363b_idx ON public.wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);

CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON public.wagtailcore_workflowcontenttype USING btree (workflow_id);

CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON public.wagtailcore_workflowpage USING btree (workflow_id);

CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON public.wagtailcore_workflowstate USING btree (base_content_type_id);

CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON public.wagtailcore_workflowstate USING btree (content_type_id);

CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON public.wagtailcore_workflowstate USING btree (requested_by_id);

CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON public.wagtailcore_workflowstate USING btree (workflow_id);

CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON public.wagtailcore_workflowtask USING btree (task_id);

CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON public.wagtailcore_workflowtask USING btree (workflow_id);

CREATE INDEX wagtaildocs_document_collection_id_23881625 ON public.wagtaildocs_document USING btree (collection_id);

CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON public.wagtaildocs_document USING btree (uploaded_by_user_id);

CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON public.wagtailembeds_embed USING btree (cache_until);

CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON public.wagtailembeds_embed USING btree (hash varchar_pattern_ops);

CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON public.wagtailimages_image USING btree (collection_id);

CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON public.wagtailimages_image USING btree (created_at);

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON public.wagtailimages_image USING btree (file_hash);

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON public.wagtailimages_image USING btree (file_hash varchar_pattern_ops);

CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON public.wagtailimages_image USING btree (uploaded_by_user_id);

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON public.wagtailimages_rendition USING btree (filter_spec);

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON public.wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);

CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON public.wagtailimages_rendition USING btree (image_id);

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON public.wagtailredirects_redirect USING btree (old_path);

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON public.wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);

CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON public.wagtailredirects_redirect USING btree (redirect_page_id);

CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON public.wagtailredirects_redirect USING btree (site_id);

CREATE INDEX wagtailsear_autocom_476c89_gin ON public.wagtailsearch_indexentry USING gin (autocomplete);

CREATE INDEX wagtailsear_body_90c85d_gin ON public.wagtailsearch_indexentry USING gin (body);

CREATE INDEX wagtailsear_title_9caae0_gin ON public.wagtailsearch_indexentry USING gin (title);

CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON public.wagtailsearch_indexentry USING btree (content_type_id);

CREATE UNIQUE INDEX work_one_at_a_month ON public.settlements_work USING btree (month_end_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX work_one_at_a_run ON public.settlements_work USING btree (run_id) WHERE (ended_at IS NULL);

CREATE INDEX workflowstate_base_ct_id_idx ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id);

CREATE INDEX workflowstate_ct_id_idx ON public.wagtailcore_workflowstate USING btree (content_type_id, object_id);

CREATE INDEX workshop_of_a_stop ON public.attendance_workshop USING btree (stop_id, starts_at);

CREATE TRIGGER pgtrigger_application_sent_while_open_ddd4b BEFORE INSERT OR UPDATE ON public.applications_application FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_application_sent_while_open_ddd4b();

COMMENT ON TRIGGER pgtrigger_application_sent_while_open_ddd4b ON public.applications_application IS 'c0af6df8dbc386a7e3fa26961ee287853b4b6d50';

CREATE TRIGGER pgtrigger_applicationproduct_of_the_applicant_03047 BEFORE INSERT OR UPDATE ON public.applications_applicationproduct FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_applicationproduct_of_the_applicant_03047();

COMMENT ON TRIGGER pgtrigger_applicationproduct_of_the_applicant_03047 ON public.applications_applicationproduct IS '3a8ed41802b29c07a919cade05034f0b28553163';

CREATE TRIGGER pgtrigger_auditentry_append_only_ec295 BEFORE DELETE OR UPDATE ON public.audit_auditentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_auditentry_append_only_ec295();

COMMENT ON TRIGGER pgtrigger_auditentry_append_only_ec295 ON public.audit_auditentry IS 'aab358f5b11f4284afa614e1ab20768b20b62bf7';

CREATE TRIGGER pgtrigger_auditentry_not_truncated_706c2 BEFORE TRUNCATE ON public.audit_auditentry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_auditentry_not_truncated_706c2();

COMMENT ON TRIGGER pgtrigger_auditentry_not_truncated_706c2 ON public.audit_auditentry IS '259849c13e21fa85a8b28bd8c6e0ef13957a2fcb';

CREATE TRIGGER pgtrigger_balancecheckpoint_append_only_1f607 BEFORE DELETE OR UPDATE ON public.ledger_balancecheckpoint FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_balancecheckpoint_append_only_1f607();

COMMENT ON TRIGGER pgtrigger_balancecheckpoint_append_only_1f607 ON public.ledger_balancecheckpoint IS '9ec7e678c26e85a02dab04de17954aaa15d6bd81';

CREATE TRIGGER pgtrigger_balancecheckpoint_not_truncated_bb226 BEFORE TRUNCATE ON public.ledger_balancecheckpoint FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_balancecheckpoint_not_truncated_bb226();

COMMENT ON TRIGGER pgtrigger_balancecheckpoint_not_truncated_bb226 ON public.ledger_balancecheckpoint IS '3cd1b0d4ea92aaef33f85a9225b6a31e2572965d';

CREATE TRIGGER pgtrigger_bankaccount_not_truncated_e7b04 BEFORE TRUNCATE ON public.settlements_bankaccount FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_bankaccount_not_truncated_e7b04();

COMMENT ON TRIGGER pgtrigger_bankaccount_not_truncated_e7b04 ON public.settlements_bankaccount IS '60365afba02b9b27ecdce637a7edf6d70d34e6ac';

CREATE TRIGGER pgtrigger_bankaccount_number_stays_6cf7f BEFORE DELETE OR UPDATE ON public.settlements_bankaccount FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_bankaccount_number_stays_6cf7f();

COMMENT ON TRIGGER pgtrigger_bankaccount_number_stays_6cf7f ON public.settlements_bankaccount IS '733340a2648c3ba5864cea8c032f104498cb17a3';

CREATE TRIGGER pgtrigger_call_deadline_never_shortened_16144 BEFORE UPDATE ON public.calls_call FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_call_deadline_never_shortened_16144();

COMMENT ON TRIGGER pgtrigger_call_deadline_never_shortened_16144 ON public.calls_call IS 'fb8701f2e2cfd28a2d1d7c2c7591d62e8c6c7efa';

CREATE TRIGGER pgtrigger_call_opened_and_announced_for_good_6a99c BEFORE UPDATE ON public.calls_call FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_call_opened_and_announced_for_good_6a99c();

COMMENT ON TRIGGER pgtrigger_call_opened_and_announced_for_good_6a99c ON public.calls_call IS '59f746ed5fe4b5294352bbce794a3a127e10c9c2';

CREATE TRIGGER pgtrigger_cashhandover_append_only_edcc2 BEFORE DELETE OR UPDATE ON public.fairs_cashhandover FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_cashhandover_append_only_edcc2();

COMMENT ON TRIGGER pgtrigger_cashhandover_append_only_edcc2 ON public.fairs_cashhandover IS 'b4231763a824b3e3f983236f05264ff7325dbc52';

CREATE TRIGGER pgtrigger_cashhandover_not_truncated_744b6 BEFORE TRUNCATE ON public.fairs_cashhandover FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_cashhandover_not_truncated_744b6();

COMMENT ON TRIGGER pgtrigger_cashhandover_not_truncated_744b6 ON public.fairs_cashhandover IS '844783b08da5b8d56d13dfecb8f689e4ce4eb3a5';

CREATE TRIGGER pgtrigger_cashreport_append_only_d6587 BEFORE DELETE OR UPDATE ON public.tills_cashreport FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_cashreport_append_only_d6587();

COMMENT ON TRIGGER pgtrigger_cashreport_append_only_d6587 ON public.tills_cashreport IS '3c96a13972f635f3c4c4f193eb715976251684e1';

CREATE TRIGGER pgtrigger_cashreport_not_truncated_b3a41 BEFORE TRUNCATE ON public.tills_cashreport FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_cashreport_not_truncated_b3a41();

COMMENT ON TRIGGER pgtrigger_cashreport_not_truncated_b3a41 ON public.tills_cashreport IS '9c3296cd546620d21ff9d26050bb9d46855cb2db';

CREATE TRIGGER pgtrigger_cashreportline_append_only_af2eb BEFORE DELETE OR UPDATE ON public.tills_cashreportline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_cashreportline_append_only_af2eb();

COMMENT ON TRIGGER pgtrigger_cashreportline_append_only_af2eb ON public.tills_cashreportline IS '1588143599819a87b37b22a78ac940230b40c328';

CREATE TRIGGER pgtrigger_cashreportline_not_truncated_77a3a BEFORE TRUNCATE ON public.tills_cashreportline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_cashreportline_not_truncated_77a3a();

COMMENT ON TRIGGER pgtrigger_cashreportline_not_truncated_77a3a ON public.tills_cashreportline IS '5311163af3e33f487ce10ff185eb583bcd838ec9';

CREATE TRIGGER pgtrigger_closing_append_only_8e6a2 BEFORE DELETE OR UPDATE ON public.closing_closing FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_closing_append_only_8e6a2();

COMMENT ON TRIGGER pgtrigger_closing_append_only_8e6a2 ON public.closing_closing IS '8a73bb37ed98283983521ebf202631ae77063693';

CREATE TRIGGER pgtrigger_closing_not_truncated_87d10 BEFORE TRUNCATE ON public.closing_closing FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_closing_not_truncated_87d10();

COMMENT ON TRIGGER pgtrigger_closing_not_truncated_87d10 ON public.closing_closing IS '5ed9c73d106ec4f5072cdc2d0d9d05b9673fc368';

CREATE TRIGGER pgtrigger_commonscore_within_the_criterion_050fe BEFORE INSERT OR UPDATE ON public.selection_commonscore FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_commonscore_within_the_criterion_050fe();

COMMENT ON TRIGGER pgtrigger_commonscore_within_the_criterion_050fe ON public.selection_commonscore IS '58de400444df3c49c0a387790e054d03c3211816';

CREATE TRIGGER pgtrigger_criterion_firm_once_scored_4c99e BEFORE INSERT OR DELETE OR UPDATE ON public.calls_criterion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_criterion_firm_once_scored_4c99e();

COMMENT ON TRIGGER pgtrigger_criterion_firm_once_scored_4c99e ON public.calls_criterion IS '5e43df5d890fb4a4510a9787afbb641629f3f7d9';

CREATE TRIGGER pgtrigger_decision_firm_once_announced_f7c47 BEFORE INSERT OR DELETE OR UPDATE ON public.selection_decision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decision_firm_once_announced_f7c47();

COMMENT ON TRIGGER pgtrigger_decision_firm_once_announced_f7c47 ON public.selection_decision IS '0c7275ba061d4bd624a637d83d07cff5c370829c';

CREATE TRIGGER pgtrigger_depositslip_append_only_75e6a BEFORE DELETE OR UPDATE ON public.fairs_depositslip FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_depositslip_append_only_75e6a();

COMMENT ON TRIGGER pgtrigger_depositslip_append_only_75e6a ON public.fairs_depositslip IS '91111c292c0097e9a8b7a970aff7638bac457e75';

CREATE TRIGGER pgtrigger_depositslip_not_truncated_73cda BEFORE TRUNCATE ON public.fairs_depositslip FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_depositslip_not_truncated_73cda();

COMMENT ON TRIGGER pgtrigger_depositslip_not_truncated_73cda ON public.fairs_depositslip IS 'a9b239c9205e021d5cd18cac9d0506ee211e6c69';

CREATE TRIGGER pgtrigger_edition_settled_once_42b5c BEFORE UPDATE ON public.fairs_edition FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_edition_settled_once_42b5c();

COMMENT ON TRIGGER pgtrigger_edition_settled_once_42b5c ON public.fairs_edition IS 'bca7a9d0091de3e0f0d98f108c23e057dafe0732';

CREATE TRIGGER pgtrigger_estimatedtotal_append_only_c17c2 BEFORE DELETE OR UPDATE ON public.rounds_estimatedtotal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_estimatedtotal_append_only_c17c2();

COMMENT ON TRIGGER pgtrigger_estimatedtotal_append_only_c17c2 ON public.rounds_estimatedtotal IS '3507aa01fc0e700ee1534c5253a54f21f30dd54d';

CREATE TRIGGER pgtrigger_estimatedtotal_not_truncated_3d4a6 BEFORE TRUNCATE ON public.rounds_estimatedtotal FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_estimatedtotal_not_truncated_3d4a6();

COMMENT ON TRIGGER pgtrigger_estimatedtotal_not_truncated_3d4a6 ON public.rounds_estimatedtotal IS '16c4a36ae4994f51dcaeb07e625247e630009586';

CREATE TRIGGER pgtrigger_gatewayevent_word_for_word_c3ba4 BEFORE DELETE OR UPDATE OF event_id, kind, raw, received_at ON public.payment_gatewayevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_gatewayevent_word_for_word_c3ba4();

COMMENT ON TRIGGER pgtrigger_gatewayevent_word_for_word_c3ba4 ON public.payment_gatewayevent IS '2df383d38dfb7d513868413c00aded1da0470557';

CREATE TRIGGER pgtrigger_ledgerentry_append_only_5d84d BEFORE DELETE OR UPDATE ON public.ledger_ledgerentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_ledgerentry_append_only_5d84d();

COMMENT ON TRIGGER pgtrigger_ledgerentry_append_only_5d84d ON public.ledger_ledgerentry IS '9043034fd6ec8507315ca38a4bc7059f390b7310';

CREATE TRIGGER pgtrigger_ledgerentry_not_truncated_6df14 BEFORE TRUNCATE ON public.ledger_ledgerentry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_ledgerentry_not_truncated_6df14();

COMMENT ON TRIGGER pgtrigger_ledgerentry_not_truncated_6df14 ON public.ledger_ledgerentry IS 'ae4c3f1ee16e70860e55c4009f127aa3c05c751e';

CREATE CONSTRAINT TRIGGER pgtrigger_ledgerentry_sums_to_zero_405cc AFTER INSERT ON public.ledger_ledgerentry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_ledgerentry_sums_to_zero_405cc();

COMMENT ON TRIGGER pgtrigger_ledgerentry_sums_to_zero_405cc ON public.ledger_ledgerentry IS '2bf672ce8bc2ebb7fde8dc5d7b0bf324673740ef';

CREATE TRIGGER pgtrigger_ledgertransaction_append_only_3663e BEFORE DELETE OR UPDATE ON public.ledger_ledgertransaction FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_ledgertransaction_append_only_3663e();

COMMENT ON TRIGGER pgtrigger_ledgertransaction_append_only_3663e ON public.ledger_ledgertransaction IS 'c18aebcd6c01efcc0d2160a95ceb03281a2b5047';

CREATE TRIGGER pgtrigger_ledgertransaction_not_truncated_0895a BEFORE TRUNCATE ON public.ledger_ledgertransaction FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_ledgertransaction_not_truncated_0895a();

COMMENT ON TRIGGER pgtrigger_ledgertransaction_not_truncated_0895a ON public.ledger_ledgertransaction IS 'fafcc0aa1abdd4c2cdffd595d9135597a9d156c0';

CREATE TRIGGER pgtrigger_listing_product_of_the_participant_ad3d6 BEFORE INSERT OR UPDATE ON public.fairs_listing FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_listing_product_of_the_participant_ad3d6();

COMMENT ON TRIGGER pgtrigger_listing_product_of_the_participant_ad3d6 ON public.fairs_listing IS '9de532cc7809670fc3babae0c7a7e4def5933767';

CREATE TRIGGER pgtrigger_minutes_append_only_3a35f BEFORE DELETE OR UPDATE ON public.selection_minutes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_minutes_append_only_3a35f();

COMMENT ON TRIGGER pgtrigger_minutes_append_only_3a35f ON public.selection_minutes IS '19040fcde4367045d97840e6cbff5d665710a973';

CREATE TRIGGER pgtrigger_minutes_not_truncated_a21e0 BEFORE TRUNCATE ON public.selection_minutes FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_minutes_not_truncated_a21e0();

COMMENT ON TRIGGER pgtrigger_minutes_not_truncated_a21e0 ON public.selection_minutes IS '015bc9f971cbfc2bd668b3ab79484d7d69b1cdad';

CREATE TRIGGER pgtrigger_payout_not_truncated_546e7 BEFORE TRUNCATE ON public.settlements_payout FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_payout_not_truncated_546e7();

COMMENT ON TRIGGER pgtrigger_payout_not_truncated_546e7 ON public.settlements_payout IS '5e6eb01793cd15aa3efb3f814307d3f8617c2ceb';

CREATE TRIGGER pgtrigger_payout_sent_stays_924ce BEFORE DELETE OR UPDATE ON public.settlements_payout FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_payout_sent_stays_924ce();

COMMENT ON TRIGGER pgtrigger_payout_sent_stays_924ce ON public.settlements_payout IS '2e04df1cdfb5c860716871a9fdf73f14b207ee24';

CREATE TRIGGER pgtrigger_payoutmark_append_only_1eea1 BEFORE DELETE OR UPDATE ON public.settlements_payoutmark FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_payoutmark_append_only_1eea1();

COMMENT ON TRIGGER pgtrigger_payoutmark_append_only_1eea1 ON public.settlements_payoutmark IS '825ffc14b6df181c32f7e50fa738b38da580fba4';

CREATE TRIGGER pgtrigger_payoutmark_not_truncated_49f79 BEFORE TRUNCATE ON public.settlements_payoutmark FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_payoutmark_not_truncated_49f79();

COMMENT ON TRIGGER pgtrigger_payoutmark_not_truncated_49f79 ON public.settlements_payoutmark IS '869320d8dcfa050405bac7a4a0b0886021410717';

CREATE TRIGGER pgtrigger_payoutrun_approval_stays_6ff1c BEFORE DELETE OR UPDATE ON public.settlements_payoutrun FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_payoutrun_approval_stays_6ff1c();

COMMENT ON TRIGGER pgtrigger_payoutrun_approval_stays_6ff1c ON public.settlements_payoutrun IS 'd852c24d67403d0f7db85b1e47d848153c6a5e72';

CREATE TRIGGER pgtrigger_payoutrun_not_truncated_b3f41 BEFORE TRUNCATE ON public.settlements_payoutrun FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_payoutrun_not_truncated_b3f41();

COMMENT ON TRIGGER pgtrigger_payoutrun_not_truncated_b3f41 ON public.settlements_payoutrun IS '2ac5859e0daf8748e5e71a5409c41807d86dff8d';

CREATE TRIGGER pgtrigger_quota_firm_once_announced_60528 BEFORE INSERT OR DELETE OR UPDATE ON public.calls_quota FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_quota_firm_once_announced_60528();

COMMENT ON TRIGGER pgtrigger_quota_firm_once_announced_60528 ON public.calls_quota IS 'fe80cde2f3915e739aba9685bb85c5603fc1e5e8';

CREATE TRIGGER pgtrigger_refund_within_order_16a23 AFTER INSERT OR UPDATE ON public.payment_refund FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refund_within_order_16a23();

COMMENT ON TRIGGER pgtrigger_refund_within_order_16a23 ON public.payment_refund IS 'f2bfd5fcd255e050d2445080b82d9371d4e3f86a';

CREATE TRIGGER pgtrigger_refundline_append_only_420ab BEFORE DELETE OR UPDATE ON public.payment_refundline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refundline_append_only_420ab();

COMMENT ON TRIGGER pgtrigger_refundline_append_only_420ab ON public.payment_refundline IS 'cae36ec5536f493fd301e3618b68445349fb7aea';

CREATE TRIGGER pgtrigger_refundline_not_truncated_eaabd BEFORE TRUNCATE ON public.payment_refundline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refundline_not_truncated_eaabd();

COMMENT ON TRIGGER pgtrigger_refundline_not_truncated_eaabd ON public.payment_refundline IS 'ec97fd2bccea935b91012b43ba7388bc9445db67';

CREATE TRIGGER pgtrigger_remittance_append_only_e69e7 BEFORE DELETE OR UPDATE ON public.payment_remittance FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_remittance_append_only_e69e7();

COMMENT ON TRIGGER pgtrigger_remittance_append_only_e69e7 ON public.payment_remittance IS 'eab311d3646d2f6f02d7c28658ae441a36243fa5';

CREATE TRIGGER pgtrigger_remittance_not_truncated_1025a BEFORE TRUNCATE ON public.payment_remittance FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_remittance_not_truncated_1025a();

COMMENT ON TRIGGER pgtrigger_remittance_not_truncated_1025a ON public.payment_remittance IS '8befb73058e0efce58645c4389c158d6cc8e9534';

CREATE TRIGGER pgtrigger_remittanceline_append_only_92949 BEFORE DELETE OR UPDATE ON public.payment_remittanceline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_remittanceline_append_only_92949();

COMMENT ON TRIGGER pgtrigger_remittanceline_append_only_92949 ON public.payment_remittanceline IS 'd3d948d5e3ef294e44a401276e6f2d828a361d30';

CREATE TRIGGER pgtrigger_remittanceline_not_truncated_94497 BEFORE TRUNCATE ON public.payment_remittanceline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_remittanceline_not_truncated_94497();

COMMENT ON TRIGGER pgtrigger_remittanceline_not_truncated_94497 ON public.payment_remittanceline IS '973b4716790f30dc3f8b041e77ece29d3887c86f';

CREATE TRIGGER pgtrigger_revenueline_apart_once_settled_44c93 AFTER INSERT ON public.revenue_revenueline REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_revenueline_apart_once_settled_44c93();

COMMENT ON TRIGGER pgtrigger_revenueline_apart_once_settled_44c93 ON public.revenue_revenueline IS '6ba03d3792b5b219a61e69561621deae3fd5d2c1';

CREATE TRIGGER pgtrigger_revenueline_append_only_10f0d BEFORE DELETE OR UPDATE ON public.revenue_revenueline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_revenueline_append_only_10f0d();

COMMENT ON TRIGGER pgtrigger_revenueline_append_only_10f0d ON public.revenue_revenueline IS '9fd6e4003bfe4025ac8cdc77ba46a90498a80bb7';

CREATE TRIGGER pgtrigger_revenueline_not_truncated_4342c BEFORE TRUNCATE ON public.revenue_revenueline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_revenueline_not_truncated_4342c();

COMMENT ON TRIGGER pgtrigger_revenueline_not_truncated_4342c ON public.revenue_revenueline IS 'd426a207ed0938631df395c9e04b315f91985a6b';

CREATE TRIGGER pgtrigger_sale_append_only_80e17 BEFORE DELETE OR UPDATE ON public.tills_sale FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_sale_append_only_80e17();

COMMENT ON TRIGGER pgtrigger_sale_append_only_80e17 ON public.tills_sale IS '8bcac935ddb28630a88b2fed9c2ca037d62eaff1';

CREATE TRIGGER pgtrigger_sale_not_truncated_d464b BEFORE TRUNCATE ON public.tills_sale FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_sale_not_truncated_d464b();

COMMENT ON TRIGGER pgtrigger_sale_not_truncated_d464b ON public.tills_sale IS '2323e71b02221ce2c21ab22e6aecf16c8c886d46';

CREATE TRIGGER pgtrigger_saleline_append_only_e5b5e BEFORE DELETE OR UPDATE ON public.tills_saleline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_saleline_append_only_e5b5e();

COMMENT ON TRIGGER pgtrigger_saleline_append_only_e5b5e ON public.tills_saleline IS '3a461a579cfebcf1c785a85b13594fdc5ddc1337';

CREATE TRIGGER pgtrigger_saleline_not_truncated_0b592 BEFORE TRUNCATE ON public.tills_saleline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_saleline_not_truncated_0b592();

COMMENT ON TRIGGER pgtrigger_saleline_not_truncated_0b592 ON public.tills_saleline IS 'f1989e90c390951bba91c7daf1e69e849f356678';

CREATE TRIGGER pgtrigger_salescertificate_append_only_e86cf BEFORE DELETE OR UPDATE ON public.closing_salescertificate FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_salescertificate_append_only_e86cf();

COMMENT ON TRIGGER pgtrigger_salescertificate_append_only_e86cf ON public.closing_salescertificate IS '898e9dac090ba44cc35ee32fa3278d834f228527';

CREATE TRIGGER pgtrigger_salescertificate_not_truncated_274da BEFORE TRUNCATE ON public.closing_salescertificate FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_salescertificate_not_truncated_274da();

COMMENT ON TRIGGER pgtrigger_salescertificate_not_truncated_274da ON public.closing_salescertificate IS 'f2e52efec941425f1b0f6d6bbdfad64cabf0f71f';

CREATE TRIGGER pgtrigger_score_not_of_ones_own_cooperative_54c73 BEFORE INSERT OR UPDATE ON public.selection_score FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_score_not_of_ones_own_cooperative_54c73();

COMMENT ON TRIGGER pgtrigger_score_not_of_ones_own_cooperative_54c73 ON public.selection_score IS '71b2bb7e05dc9b031185ca35ffd322b17597c734';

CREATE TRIGGER pgtrigger_score_within_the_criterion_680f2 BEFORE INSERT OR UPDATE ON public.selection_score FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_score_within_the_criterion_680f2();

COMMENT ON TRIGGER pgtrigger_score_within_the_criterion_680f2 ON public.selection_score IS '0a739c7b98950943f52db827b83beab4c6461965';

CREATE TRIGGER pgtrigger_settlement_final_stays_ffec8 BEFORE DELETE OR UPDATE ON public.settlements_settlement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_settlement_final_stays_ffec8();

COMMENT ON TRIGGER pgtrigger_settlement_final_stays_ffec8 ON public.settlements_settlement IS '6ab8f653c8470f27127e4d73e099d79ff91551f8';

CREATE TRIGGER pgtrigger_settlement_not_truncated_fa260 BEFORE TRUNCATE ON public.settlements_settlement FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_settlement_not_truncated_fa260();

COMMENT ON TRIGGER pgtrigger_settlement_not_truncated_fa260 ON public.settlements_settlement IS '9b7055f7044ed75fa775e522133b45b37f7749a1';

CREATE TRIGGER pgtrigger_settlementline_added_to_draft_3fd59 AFTER INSERT ON public.settlements_settlementline REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_settlementline_added_to_draft_3fd59();

COMMENT ON TRIGGER pgtrigger_settlementline_added_to_draft_3fd59 ON public.settlements_settlementline IS 'e23af33bf351ae011dd04900016bfd39d6ddc9ba';

CREATE TRIGGER pgtrigger_settlementline_never_moved_f9abf BEFORE UPDATE ON public.settlements_settlementline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_settlementline_never_moved_f9abf();

COMMENT ON TRIGGER pgtrigger_settlementline_never_moved_f9abf ON public.settlements_settlementline IS '03c63e19e667c9e4408fc8f54949dae9f4e2f105';

CREATE TRIGGER pgtrigger_settlementline_not_truncated_eb502 BEFORE TRUNCATE ON public.settlements_settlementline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_settlementline_not_truncated_eb502();

COMMENT ON TRIGGER pgtrigger_settlementline_not_truncated_eb502 ON public.settlements_settlementline IS 'dac0be219fe9e96f584f48374f13c89905a341c6';

CREATE TRIGGER pgtrigger_settlementline_taken_off_draft_16ccb AFTER DELETE ON public.settlements_settlementline REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_settlementline_taken_off_draft_16ccb();

COMMENT ON TRIGGER pgtrigger_settlementline_taken_off_draft_16ccb ON public.settlements_settlementline IS '3b914d30ff84f7530eb4efd75f2dcbe1bece3213';

CREATE TRIGGER pgtrigger_slip_append_only_6fb0e BEFORE DELETE OR UPDATE ON public.rounds_slip FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_slip_append_only_6fb0e();

COMMENT ON TRIGGER pgtrigger_slip_append_only_6fb0e ON public.rounds_slip IS '759fd246471402da9c852f89768798caf50eac95';

CREATE TRIGGER pgtrigger_slip_not_truncated_a2c7b BEFORE TRUNCATE ON public.rounds_slip FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_slip_not_truncated_a2c7b();

COMMENT ON TRIGGER pgtrigger_slip_not_truncated_a2c7b ON public.rounds_slip IS 'd61c926ff9d3bbcd7014bec25a8788c49423adb3';

CREATE TRIGGER pgtrigger_stall_institutional_is_given_to_nobody_66ae3 BEFORE UPDATE ON public.fairs_stall FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stall_institutional_is_given_to_nobody_66ae3();

COMMENT ON TRIGGER pgtrigger_stall_institutional_is_given_to_nobody_66ae3 ON public.fairs_stall IS 'f448dfba352d6fdc4832881e24de557b0e10679b';

CREATE TRIGGER pgtrigger_stall_shared_for_all_who_stand_there_a5006 AFTER UPDATE OF is_shared ON public.fairs_stall FOR EACH ROW WHEN ((old.is_shared IS DISTINCT FROM new.is_shared)) EXECUTE FUNCTION public.pgtrigger_stall_shared_for_all_who_stand_there_a5006();

COMMENT ON TRIGGER pgtrigger_stall_shared_for_all_who_stand_there_a5006 ON public.fairs_stall IS '26ff7af8a1efed14f967a923ff4dda86dfa8d424';

CREATE TRIGGER pgtrigger_stallassignment_as_granted_e7cee BEFORE INSERT OR UPDATE ON public.fairs_stallassignment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stallassignment_as_granted_e7cee();

COMMENT ON TRIGGER pgtrigger_stallassignment_as_granted_e7cee ON public.fairs_stallassignment IS 'bd7c26e845dc0d6936509570c08a586710c848a5';

CREATE TRIGGER pgtrigger_stallassignment_exclusive_as_stall_3023b BEFORE INSERT OR UPDATE ON public.fairs_stallassignment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stallassignment_exclusive_as_stall_3023b();

COMMENT ON TRIGGER pgtrigger_stallassignment_exclusive_as_stall_3023b ON public.fairs_stallassignment IS '8961702acedebfb82ff92b7cbf76b15125b64378';

CREATE TRIGGER pgtrigger_statuschange_append_only_7e88d BEFORE DELETE OR UPDATE ON public.audit_statuschange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_statuschange_append_only_7e88d();

COMMENT ON TRIGGER pgtrigger_statuschange_append_only_7e88d ON public.audit_statuschange IS '2364b9a5aa39f666609779f6bde1bf33575ad611';

CREATE TRIGGER pgtrigger_statuschange_not_truncated_e14d3 BEFORE TRUNCATE ON public.audit_statuschange FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_statuschange_not_truncated_e14d3();

COMMENT ON TRIGGER pgtrigger_statuschange_not_truncated_e14d3 ON public.audit_statuschange IS 'f6ae17b6db83a50e98a74afd27bfd531a9bc64b3';

CREATE TRIGGER pgtrigger_stockmovement_append_only_7e1e4 BEFORE DELETE OR UPDATE ON public.partner_stockmovement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stockmovement_append_only_7e1e4();

COMMENT ON TRIGGER pgtrigger_stockmovement_append_only_7e1e4 ON public.partner_stockmovement IS '7eb42cd26dda1ac4dcce3b0760e09ecab9ea920a';

CREATE TRIGGER pgtrigger_stockmovement_not_truncated_d0a51 BEFORE TRUNCATE ON public.partner_stockmovement FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_stockmovement_not_truncated_d0a51();

COMMENT ON TRIGGER pgtrigger_stockmovement_not_truncated_d0a51 ON public.partner_stockmovement IS 'b9d86038e9d52d191052149c1ef8221434e5404f';

CREATE TRIGGER pgtrigger_stop_settled_once_fb302 BEFORE UPDATE ON public.fairs_stop FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stop_settled_once_fb302();

COMMENT ON TRIGGER pgtrigger_stop_settled_once_fb302 ON public.fairs_stop IS 'd7fc50f77b16fbbabd42024fcde7faea1dceb665';

CREATE TRIGGER pgtrigger_tillevent_append_only_03c25 BEFORE DELETE OR UPDATE ON public.tills_tillevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_tillevent_append_only_03c25();

COMMENT ON TRIGGER pgtrigger_tillevent_append_only_03c25 ON public.tills_tillevent IS 'f35a3c9935d18fc75bb0745f08f2abd036d370b0';

CREATE TRIGGER pgtrigger_tillevent_not_truncated_65f9d BEFORE TRUNCATE ON public.tills_tillevent FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_tillevent_not_truncated_65f9d();

COMMENT ON TRIGGER pgtrigger_tillevent_not_truncated_65f9d ON public.tills_tillevent IS '6be80dd86340c36dd003203569b9a7727849c43c';

CREATE TRIGGER pgtrigger_visit_append_only_b8eb6 BEFORE DELETE OR UPDATE ON public.rounds_visit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_visit_append_only_b8eb6();

COMMENT ON TRIGGER pgtrigger_visit_append_only_b8eb6 ON public.rounds_visit IS '7ceef84e1e249296d87e1a659c695dbf579cdccf';

CREATE TRIGGER pgtrigger_visit_not_truncated_94d4e BEFORE TRUNCATE ON public.rounds_visit FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_visit_not_truncated_94d4e();

COMMENT ON TRIGGER pgtrigger_visit_not_truncated_94d4e ON public.rounds_visit IS '9458c3be95c3cf6d63583375660952fb055d11c4';

CREATE TRIGGER pgtrigger_visitpart_append_only_dd48f BEFORE DELETE OR UPDATE ON public.rounds_visitpart FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_visitpart_append_only_dd48f();

COMMENT ON TRIGGER pgtrigger_visitpart_append_only_dd48f ON public.rounds_visitpart IS 'cd252049c4bd4a952c192bd3c4c7db0948363899';

CREATE TRIGGER pgtrigger_visitpart_not_truncated_4601f BEFORE TRUNCATE ON public.rounds_visitpart FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_visitpart_not_truncated_4601f();

COMMENT ON TRIGGER pgtrigger_visitpart_not_truncated_4601f ON public.rounds_visitpart IS '71a507787cbf834bd568a56322fed1e815f0acb7';

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_country_id_fa26a249_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.address_useraddress
    ADD CONSTRAINT address_useraddress_user_id_6edf0244_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_appeal
    ADD CONSTRAINT applications_appeal_answered_by_id_3e73d645_fk_accounts_user_id FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_appeal
    ADD CONSTRAINT applications_appeal_application_id_3f74cc87_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_appeal
    ADD CONSTRAINT applications_appeal_sent_by_id_def9886c_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_applicationproduct
    ADD CONSTRAINT applications_applica_application_id_d9093613_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_applica_begun_by_id_8cf11bd9_fk_accounts_ FOREIGN KEY (begun_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_applica_cooperative_id_facbeaf6_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_applica_participation_id_e664b5de_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_applicationproduct
    ADD CONSTRAINT applications_applica_product_id_c1ca6c4d_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_application_call_id_ede07de2_fk_calls_call_id FOREIGN KEY (call_id) REFERENCES public.calls_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_placeoffer
    ADD CONSTRAINT applications_placeof_after_id_1d7a55c4_fk_applicati FOREIGN KEY (after_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_placeoffer
    ADD CONSTRAINT applications_placeof_application_id_2f8f7902_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_absence
    ADD CONSTRAINT attendance_absence_day_id_047fe449_fk_fairs_editionday_id FOREIGN KEY (day_id) REFERENCES public.fairs_editionday(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_absence
    ADD CONSTRAINT attendance_absence_participation_id_6ecdb5c2_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_absence
    ADD CONSTRAINT attendance_absence_recorded_by_id_1897adb1_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_badge_id_5a3abdc1_fk_attendance_badge_id FOREIGN KEY (badge_id) REFERENCES public.attendance_badge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_day_id_27a1d0cb_fk_fairs_editionday_id FOREIGN KEY (day_id) REFERENCES public.fairs_editionday(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_participation_id_5b2d14be_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_recorded_by_id_ad7b1147_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_withdrawn_by_id_bdcff760_fk_accounts_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_badge
    ADD CONSTRAINT attendance_badge_participation_id_b1d61121_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_incident
    ADD CONSTRAINT attendance_incident_day_id_a1255e9e_fk_fairs_editionday_id FOREIGN KEY (day_id) REFERENCES public.fairs_editionday(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_incident
    ADD CONSTRAINT attendance_incident_recorded_by_id_6b309192_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_incident
    ADD CONSTRAINT attendance_incident_stall_id_abfbebef_fk_fairs_stall_id FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_institutionalstand
    ADD CONSTRAINT attendance_instituti_body_id_910296b2_fk_calls_org FOREIGN KEY (body_id) REFERENCES public.calls_organisingbody(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_institutionalstand
    ADD CONSTRAINT attendance_instituti_stall_id_b9b5d150_fk_fairs_sta FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_institutionalstand
    ADD CONSTRAINT attendance_institutionalstand_stop_id_d0b8e4e4_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_visitorcount
    ADD CONSTRAINT attendance_visitorco_counted_by_id_bab1b6f8_fk_accounts_ FOREIGN KEY (counted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_visitorcount
    ADD CONSTRAINT attendance_visitorcount_day_id_0245769e_fk_fairs_editionday_id FOREIGN KEY (day_id) REFERENCES public.fairs_editionday(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_workshop
    ADD CONSTRAINT attendance_workshop_stop_id_56770cef_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.audit_auditentry
    ADD CONSTRAINT audit_auditentry_by_id_45185493_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.audit_auditentry
    ADD CONSTRAINT audit_auditentry_cooperative_id_87dd1338_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.audit_auditentry
    ADD CONSTRAINT audit_auditentry_on_behalf_of_id_d5754f4a_fk_accounts_user_id FOREIGN KEY (on_behalf_of_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.audit_statuschange
    ADD CONSTRAINT audit_statuschange_by_id_d7fca914_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.audit_statuschange
    ADD CONSTRAINT audit_statuschange_on_behalf_of_id_3a98cf0f_fk_accounts_user_id FOREIGN KEY (on_behalf_of_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_basket
    ADD CONSTRAINT basket_basket_owner_id_3a018de5_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouche_voucher_id_c2b66981_fk_voucher_v FOREIGN KEY (voucher_id) REFERENCES public.voucher_voucher(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_basket_vouchers
    ADD CONSTRAINT basket_basket_vouchers_basket_id_f857c2f8_fk_basket_basket_id FOREIGN KEY (basket_id) REFERENCES public.basket_basket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_basket_id_b615c905_fk_basket_basket_id FOREIGN KEY (basket_id) REFERENCES public.basket_basket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_edition_id_9a6a6ca7_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_product_id_303d743e_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_line
    ADD CONSTRAINT basket_line_stockrecord_id_7039d8a4_fk_partner_stockrecord_id FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_lineattribute
    ADD CONSTRAINT basket_lineattribute_line_id_c41e0cdf_fk_basket_line_id FOREIGN KEY (line_id) REFERENCES public.basket_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.basket_lineattribute
    ADD CONSTRAINT basket_lineattribute_option_id_9387a3f7_fk_catalogue_option_id FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_announced_by_id_1c68fbc4_fk_accounts_user_id FOREIGN KEY (announced_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_call_areas_struck
    ADD CONSTRAINT calls_call_areas_str_province_id_55448fb7_fk_territory FOREIGN KEY (province_id) REFERENCES public.territory_province(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_call_areas_struck
    ADD CONSTRAINT calls_call_areas_struck_call_id_8ff56dd9_fk_calls_call_id FOREIGN KEY (call_id) REFERENCES public.calls_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_opened_by_id_d5706e34_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_stop_id_acfec5eb_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_criterion
    ADD CONSTRAINT calls_criterion_call_id_f1c1bea6_fk_calls_call_id FOREIGN KEY (call_id) REFERENCES public.calls_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_editionbody
    ADD CONSTRAINT calls_editionbody_body_id_b9a7e0e7_fk_calls_organisingbody_id FOREIGN KEY (body_id) REFERENCES public.calls_organisingbody(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_editionbody
    ADD CONSTRAINT calls_editionbody_edition_id_07a8acc3_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_organisingbody
    ADD CONSTRAINT calls_organisingbody_region_id_e74280ea_fk_territory FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_quota
    ADD CONSTRAINT calls_quota_call_id_6c9621d7_fk_calls_call_id FOREIGN KEY (call_id) REFERENCES public.calls_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_quota
    ADD CONSTRAINT calls_quota_province_id_373e51ec_fk_territory_province_code FOREIGN KEY (province_id) REFERENCES public.territory_province(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_attributeoption
    ADD CONSTRAINT catalogue_attributeo_group_id_3d4a5e24_fk_catalogue FOREIGN KEY (group_id) REFERENCES public.catalogue_attributeoptiongroup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_option
    ADD CONSTRAINT catalogue_option_option_group_id_2fd86269_fk_catalogue FOREIGN KEY (option_group_id) REFERENCES public.catalogue_attributeoptiongroup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_commune_id_045d3603_fk_territory_commune_code FOREIGN KEY (commune_id) REFERENCES public.territory_commune(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_cooperative_id_8b1b1dbf_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_kind_id_4b669d92_fk_kinds_productkind_id FOREIGN KEY (kind_id) REFERENCES public.kinds_productkind(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_parent_id_9bfd2382_fk_catalogue_product_id FOREIGN KEY (parent_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_pr_option_id_ff470e13_fk_catalogue FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product_product_options
    ADD CONSTRAINT catalogue_product_pr_product_id_ad2b46bd_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_product_class_id_0c6c5b54_fk_catalogue FOREIGN KEY (product_class_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_region_id_f52df361_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_sign_id_e17b9990_fk_cooperatives_signheld_id FOREIGN KEY (sign_id) REFERENCES public.cooperatives_signheld(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_product
    ADD CONSTRAINT catalogue_product_variant_of_id_0d3aaead_fk_catalogue FOREIGN KEY (variant_of_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_attribute_id_0287c1e7_fk_catalogue FOREIGN KEY (attribute_id) REFERENCES public.catalogue_productattribute(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productatt_attributeoption_id_962b600b_fk_catalogue FOREIGN KEY (attributeoption_id) REFERENCES public.catalogue_attributeoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_entity_content_type__f7186ab5_fk_django_co FOREIGN KEY (entity_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productatt_option_group_id_6b422dc2_fk_catalogue FOREIGN KEY (option_group_id) REFERENCES public.catalogue_attributeoptiongroup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattribute
    ADD CONSTRAINT catalogue_productatt_product_class_id_7af808ec_fk_catalogue FOREIGN KEY (product_class_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_product_id_a03cd90e_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattributevalue_value_multi_option
    ADD CONSTRAINT catalogue_productatt_productattributevalu_9c7c031e_fk_catalogue FOREIGN KEY (productattributevalue_id) REFERENCES public.catalogue_productattributevalue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productattributevalue
    ADD CONSTRAINT catalogue_productatt_value_option_id_21026066_fk_catalogue FOREIGN KEY (value_option_id) REFERENCES public.catalogue_attributeoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcat_category_id_176db535_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productcategory
    ADD CONSTRAINT catalogue_productcat_product_id_846a4061_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productcla_option_id_b099542c_fk_catalogue FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productclass_options
    ADD CONSTRAINT catalogue_productcla_productclass_id_732df4c8_fk_catalogue FOREIGN KEY (productclass_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productimage
    ADD CONSTRAINT catalogue_productima_product_id_49474fe8_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrec_primary_id_6e51a55c_fk_catalogue FOREIGN KEY (primary_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalogue_productrecommendation
    ADD CONSTRAINT catalogue_productrec_recommendation_id_daf8ae95_fk_catalogue FOREIGN KEY (recommendation_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.closing_closing
    ADD CONSTRAINT closing_closing_closed_by_id_27986e92_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.closing_closing
    ADD CONSTRAINT closing_closing_edition_id_54b838ca_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.closing_closing
    ADD CONSTRAINT closing_closing_stop_id_da8f0451_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.closing_salescertificate
    ADD CONSTRAINT closing_salescertifi_closing_id_b6fd091a_fk_closing_c FOREIGN KEY (closing_id) REFERENCES public.closing_closing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.closing_salescertificate
    ADD CONSTRAINT closing_salescertifi_edition_id_20563627_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.closing_salescertificate
    ADD CONSTRAINT closing_salescertifi_participation_id_729a0535_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.communication_email
    ADD CONSTRAINT communication_email_user_id_a6eae16a_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.communication_notification
    ADD CONSTRAINT communication_notifi_recipient_id_2f83b142_fk_accounts_ FOREIGN KEY (recipient_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.communication_notification
    ADD CONSTRAINT communication_notifi_sender_id_f1fdd4c8_fk_accounts_ FOREIGN KEY (sender_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.conversation_ordermessage
    ADD CONSTRAINT conversation_ordermessage_by_id_72eb7e62_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.conversation_ordermessage
    ADD CONSTRAINT conversation_ordermessage_order_id_7f709a78_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_cooperative
    ADD CONSTRAINT cooperatives_coopera_commune_id_1683dbf4_fk_territory FOREIGN KEY (commune_id) REFERENCES public.territory_commune(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_cooperative
    ADD CONSTRAINT cooperatives_coopera_region_id_58513b57_fk_territory FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_membership
    ADD CONSTRAINT cooperatives_members_cooperative_id_ea262117_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_membership
    ADD CONSTRAINT cooperatives_membership_user_id_7bbb431d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_signheld
    ADD CONSTRAINT cooperatives_signhel_cooperative_id_4ddf5a5c_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_signheld
    ADD CONSTRAINT cooperatives_signhel_sign_id_0ea933f6_fk_cooperati FOREIGN KEY (sign_id) REFERENCES public.cooperatives_qualitysign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_signheld
    ADD CONSTRAINT cooperatives_signheld_sent_by_id_2a670950_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_supportprogramme_cooperatives
    ADD CONSTRAINT cooperatives_support_cooperative_id_637fd4b1_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_supportprogramme_cooperatives
    ADD CONSTRAINT cooperatives_support_supportprogramme_id_bbaec363_fk_cooperati FOREIGN KEY (supportprogramme_id) REFERENCES public.cooperatives_supportprogramme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_unionmembership
    ADD CONSTRAINT cooperatives_unionme_cooperative_id_9fd38db8_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperatives_unionmembership
    ADD CONSTRAINT cooperatives_unionme_union_id_ace16604_fk_cooperati FOREIGN KEY (union_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.datafiles_datafile
    ADD CONSTRAINT datafiles_datafile_asked_by_id_cb1621b3_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.datafiles_datafile
    ADD CONSTRAINT datafiles_datafile_cooperative_id_cfe3c44a_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delivery_deliveryrate
    ADD CONSTRAINT delivery_deliveryrat_carrier_id_d4213d34_fk_delivery_ FOREIGN KEY (carrier_id) REFERENCES public.delivery_carrier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delivery_deliveryrate
    ADD CONSTRAINT delivery_deliveryrat_from_region_id_aa714abd_fk_territory FOREIGN KEY (from_region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delivery_deliveryrate
    ADD CONSTRAINT delivery_deliveryrat_to_region_id_3e6fe2d7_fk_territory FOREIGN KEY (to_region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delivery_hub
    ADD CONSTRAINT delivery_hub_edition_id_2d29f811_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delivery_hub
    ADD CONSTRAINT delivery_hub_region_id_477b5b32_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delivery_hub
    ADD CONSTRAINT delivery_hub_union_id_71be6fe0_fk_cooperatives_cooperative_id FOREIGN KEY (union_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_cashhandover
    ADD CONSTRAINT fairs_cashhandover_cooperative_id_e419ba3e_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_cashhandover
    ADD CONSTRAINT fairs_cashhandover_edition_id_d2c5cd0a_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_cashhandover
    ADD CONSTRAINT fairs_cashhandover_recorded_by_id_f7c2544b_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_cashhandover
    ADD CONSTRAINT fairs_cashhandover_reverses_id_531376cc_fk_fairs_cas FOREIGN KEY (reverses_id) REFERENCES public.fairs_cashhandover(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_commissionrule
    ADD CONSTRAINT fairs_commissionrule_cooperative_id_e8b2a6d1_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_commissionrule
    ADD CONSTRAINT fairs_commissionrule_family_id_ef62f172_fk_catalogue FOREIGN KEY (family_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_commissionrule
    ADD CONSTRAINT fairs_commissionrule_programme_id_c1284e2d_fk_fairs_pro FOREIGN KEY (programme_id) REFERENCES public.fairs_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_declaredpart
    ADD CONSTRAINT fairs_declaredpart_family_id_a56d17ff_fk_catalogue FOREIGN KEY (family_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_declaredpart
    ADD CONSTRAINT fairs_declaredpart_total_id_8010223a_fk_fairs_declaredtotal_id FOREIGN KEY (total_id) REFERENCES public.fairs_declaredtotal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_declaredtotal
    ADD CONSTRAINT fairs_declaredtotal_declared_by_id_5f05610d_fk_accounts_user_id FOREIGN KEY (declared_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_declaredtotal
    ADD CONSTRAINT fairs_declaredtotal_participation_id_bc52be10_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_depositslip
    ADD CONSTRAINT fairs_depositslip_cooperative_id_1395593c_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_depositslip
    ADD CONSTRAINT fairs_depositslip_edition_id_1686c648_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_depositslip
    ADD CONSTRAINT fairs_depositslip_recorded_by_id_9df44657_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_commune_id_367dbe12_fk_territory_commune_code FOREIGN KEY (commune_id) REFERENCES public.territory_commune(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_programme_id_4d560d5a_fk_fairs_programme_id FOREIGN KEY (programme_id) REFERENCES public.fairs_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_region_id_3a5029ba_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_settled_by_id_23fee4f9_fk_accounts_user_id FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_editionday
    ADD CONSTRAINT fairs_editionday_stop_id_acc0e3cc_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_editionmembership
    ADD CONSTRAINT fairs_editionmembers_body_id_18bf6146_fk_calls_org FOREIGN KEY (body_id) REFERENCES public.calls_organisingbody(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_editionmembership
    ADD CONSTRAINT fairs_editionmembers_programme_id_8f17eb15_fk_fairs_pro FOREIGN KEY (programme_id) REFERENCES public.fairs_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_editionmembership
    ADD CONSTRAINT fairs_editionmembership_edition_id_0d27e071_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_editionmembership
    ADD CONSTRAINT fairs_editionmembership_user_id_ce0164e2_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_exportfile
    ADD CONSTRAINT fairs_exportfile_export_id_33310d4d_fk_fairs_scheduledexport_id FOREIGN KEY (export_id) REFERENCES public.fairs_scheduledexport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_listing
    ADD CONSTRAINT fairs_listing_participation_id_5bc9339e_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_listing
    ADD CONSTRAINT fairs_listing_product_id_2b4d157f_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_participation
    ADD CONSTRAINT fairs_participation_cooperative_id_2b33d766_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_participation
    ADD CONSTRAINT fairs_participation_stop_id_afdeb3b1_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_publicspending
    ADD CONSTRAINT fairs_publicspending_edition_id_d2b3b5de_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_publicspending
    ADD CONSTRAINT fairs_publicspending_recorded_by_id_21159737_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_publicspending
    ADD CONSTRAINT fairs_publicspending_withdrawn_by_id_24ea248e_fk_accounts_ FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_scheduledexport
    ADD CONSTRAINT fairs_scheduledexpor_programme_id_e6b64198_fk_fairs_pro FOREIGN KEY (programme_id) REFERENCES public.fairs_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_scheduledexport
    ADD CONSTRAINT fairs_scheduledexport_edition_id_7962e5a3_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_scheduledexport
    ADD CONSTRAINT fairs_scheduledexport_user_id_28d02df8_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_signedcontract
    ADD CONSTRAINT fairs_signedcontract_participation_id_a58f0aec_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_signedcontract
    ADD CONSTRAINT fairs_signedcontract_recorded_by_id_1fe9490b_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_signedcontract
    ADD CONSTRAINT fairs_signedcontract_withdrawn_by_id_d1dd8af5_fk_accounts_ FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stall
    ADD CONSTRAINT fairs_stall_edition_id_024e759d_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stallassignment
    ADD CONSTRAINT fairs_stallassignmen_participation_id_ad40e66d_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stallassignment
    ADD CONSTRAINT fairs_stallassignment_day_id_8c313977_fk_fairs_editionday_id FOREIGN KEY (day_id) REFERENCES public.fairs_editionday(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stallassignment
    ADD CONSTRAINT fairs_stallassignment_stall_id_b680eec1_fk_fairs_stall_id FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stop
    ADD CONSTRAINT fairs_stop_commune_id_587f3948_fk_territory_commune_code FOREIGN KEY (commune_id) REFERENCES public.territory_commune(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stop
    ADD CONSTRAINT fairs_stop_edition_id_b33a3aa6_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stop
    ADD CONSTRAINT fairs_stop_region_id_5bab7a3b_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_stop
    ADD CONSTRAINT fairs_stop_settled_by_id_b47725b4_fk_accounts_user_id FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.help_helprecording
    ADD CONSTRAINT help_helprecording_made_by_id_6f025eda_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importproof
    ADD CONSTRAINT imports_importproof_added_by_id_f85ccb47_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importproof
    ADD CONSTRAINT imports_importproof_past_import_id_0e68f88c_fk_imports_p FOREIGN KEY (past_import_id) REFERENCES public.imports_pastimport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT imports_importrow_commune_id_a32317d8_fk_territory_commune_code FOREIGN KEY (commune_id) REFERENCES public.territory_commune(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT imports_importrow_cooperative_id_414e4517_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT imports_importrow_decided_by_id_b7bc1182_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT imports_importrow_participation_id_8e39a6ff_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT imports_importrow_past_import_id_4022e072_fk_imports_p FOREIGN KEY (past_import_id) REFERENCES public.imports_pastimport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_importrow
    ADD CONSTRAINT imports_importrow_total_id_5fa6be0d_fk_fairs_declaredtotal_id FOREIGN KEY (total_id) REFERENCES public.fairs_declaredtotal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_pastimport
    ADD CONSTRAINT imports_pastimport_edition_id_9dfd63e0_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_pastimport
    ADD CONSTRAINT imports_pastimport_loaded_by_id_235d053e_fk_accounts_user_id FOREIGN KEY (loaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_pastimport
    ADD CONSTRAINT imports_pastimport_read_by_id_bde4ec6a_fk_accounts_user_id FOREIGN KEY (read_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_pastimport
    ADD CONSTRAINT imports_pastimport_reversed_by_id_0d29921e_fk_accounts_user_id FOREIGN KEY (reversed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.joining_paper
    ADD CONSTRAINT joining_paper_cooperative_id_7c9280b4_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.joining_paper
    ADD CONSTRAINT joining_paper_judged_by_id_41af9c85_fk_accounts_user_id FOREIGN KEY (judged_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.joining_paper
    ADD CONSTRAINT joining_paper_sent_by_id_9a19826b_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.joining_paperpage
    ADD CONSTRAINT joining_paperpage_paper_id_f2777709_fk_joining_paper_id FOREIGN KEY (paper_id) REFERENCES public.joining_paper(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kinds_productkind
    ADD CONSTRAINT kinds_productkind_category_id_db92180e_fk_catalogue_category_id FOREIGN KEY (category_id) REFERENCES public.catalogue_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kinds_productkind
    ADD CONSTRAINT kinds_productkind_family_id_fff6889a_fk_catalogue FOREIGN KEY (family_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_balancecheckpoint
    ADD CONSTRAINT ledger_balancecheckp_account_id_993c13a1_fk_ledger_le FOREIGN KEY (account_id) REFERENCES public.ledger_ledgeraccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_ledgeraccount
    ADD CONSTRAINT ledger_ledgeraccount_cooperative_id_fb42955b_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_ledgerentry
    ADD CONSTRAINT ledger_ledgerentry_account_id_6e45a426_fk_ledger_le FOREIGN KEY (account_id) REFERENCES public.ledger_ledgeraccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_ledgerentry
    ADD CONSTRAINT ledger_ledgerentry_transaction_id_fa6d82da_fk_ledger_le FOREIGN KEY (transaction_id) REFERENCES public.ledger_ledgertransaction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_ledgertransaction
    ADD CONSTRAINT ledger_ledgertransac_reverses_id_e9a9133b_fk_ledger_le FOREIGN KEY (reverses_id) REFERENCES public.ledger_ledgertransaction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lots_lot_commune_id_ba288166_fk_territory_commune_code FOREIGN KEY (commune_id) REFERENCES public.territory_commune(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lots_lot_cooperative_id_b683120f_fk_cooperatives_cooperative_id FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lots_lot_product_id_22277065_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lots_lot_sign_id_cac1aac7_fk_cooperatives_signheld_id FOREIGN KEY (sign_id) REFERENCES public.cooperatives_signheld(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lots_lot
    ADD CONSTRAINT lots_lot_written_by_id_c4b11c32_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_productrevision
    ADD CONSTRAINT moderation_productre_judged_by_id_b3fb1f02_fk_accounts_ FOREIGN KEY (judged_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_productrevision
    ADD CONSTRAINT moderation_productre_product_id_5c44c71a_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_productrevision
    ADD CONSTRAINT moderation_productre_sent_by_id_a1a01d92_fk_accounts_ FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_benefit
    ADD CONSTRAINT offer_benefit_range_id_ab19c5ab_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_condition
    ADD CONSTRAINT offer_condition_range_id_b023a2aa_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloff_condition_id_e6baa945_fk_offer_con FOREIGN KEY (condition_id) REFERENCES public.offer_condition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloff_from_conditionaloffe_85c3bd9f_fk_offer_con FOREIGN KEY (from_conditionaloffer_id) REFERENCES public.offer_conditionaloffer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_conditionaloffer_combinations
    ADD CONSTRAINT offer_conditionaloff_to_conditionaloffer__ae993478_fk_offer_con FOREIGN KEY (to_conditionaloffer_id) REFERENCES public.offer_conditionaloffer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_conditionaloffer
    ADD CONSTRAINT offer_conditionaloffer_benefit_id_f43f68b5_fk_offer_benefit_id FOREIGN KEY (benefit_id) REFERENCES public.offer_benefit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_productclass_id_6f6de46d_fk_catalogue FOREIGN KEY (productclass_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_classes
    ADD CONSTRAINT offer_range_classes_range_id_7d3e573e_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_category_id_c16fd4f7_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_product_id_78c49bfc_fk_catalogue FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_excluded_categories
    ADD CONSTRAINT offer_range_excluded_range_id_6346945d_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_excluded_products
    ADD CONSTRAINT offer_range_excluded_range_id_cce4a032_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_category_id_c61569a5_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_range_included_categories
    ADD CONSTRAINT offer_range_included_range_id_1b616138_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_product_id_723b3ea3_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_rangeproduct
    ADD CONSTRAINT offer_rangeproduct_range_id_ee358495_fk_offer_range_id FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_rangeproductfileupload
    ADD CONSTRAINT offer_rangeproductfi_range_id_c055ebf8_fk_offer_ran FOREIGN KEY (range_id) REFERENCES public.offer_range(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offer_rangeproductfileupload
    ADD CONSTRAINT offer_rangeproductfi_uploaded_by_id_c01a3250_fk_accounts_ FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_consent
    ADD CONSTRAINT officers_consent_asked_by_id_55377fcc_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_consent
    ADD CONSTRAINT officers_consent_asked_of_id_18f7d654_fk_accounts_user_id FOREIGN KEY (asked_of_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_consent
    ADD CONSTRAINT officers_consent_cooperative_id_815d4e0b_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_fieldagent
    ADD CONSTRAINT officers_fieldagent_region_id_f9b0a603_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_fieldagent
    ADD CONSTRAINT officers_fieldagent_user_id_edd5fedb_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_mandate
    ADD CONSTRAINT officers_mandate_agent_id_6319d4aa_fk_accounts_user_id FOREIGN KEY (agent_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_mandate
    ADD CONSTRAINT officers_mandate_cooperative_id_26303e71_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_mandate
    ADD CONSTRAINT officers_mandate_given_by_id_114a8fbf_fk_accounts_user_id FOREIGN KEY (given_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_agent_id_284e53f3_fk_accounts_user_id FOREIGN KEY (agent_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_consent_id_7790e657_fk_officers_consent_id FOREIGN KEY (consent_id) REFERENCES public.officers_consent(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_cooperative_id_3a3f1638_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_ended_by_id_102e329e_fk_accounts_user_id FOREIGN KEY (ended_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.officers_recovery
    ADD CONSTRAINT officers_recovery_user_id_a5eb48a3_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_billingaddress
    ADD CONSTRAINT order_billingaddress_country_id_17f57dca_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_communicationevent
    ADD CONSTRAINT order_communicatione_event_type_id_4bc9ee29_fk_communica FOREIGN KEY (event_type_id) REFERENCES public.communication_communicationeventtype(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_communicationevent
    ADD CONSTRAINT order_communicationevent_order_id_94e784ac_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_invoiceseries
    ADD CONSTRAINT order_invoiceseries_cooperative_id_a22b9475_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_edition_id_354338c0_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_family_id_94c5de6c_fk_catalogue_productclass_id FOREIGN KEY (family_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_order_id_b9148391_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_participation_id_781416e9_fk_fairs_participation_id FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_partner_id_258a2fb9_fk_partner_partner_id FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_product_id_e620902d_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_stockrecord_id_1d65aff5_fk_partner_stockrecord_id FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_stop_id_1ce0fb03_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_lineattribute
    ADD CONSTRAINT order_lineattribute_line_id_adf6dd87_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_lineattribute
    ADD CONSTRAINT order_lineattribute_option_id_b54d597c_fk_catalogue_option_id FOREIGN KEY (option_id) REFERENCES public.catalogue_option(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_lineprice
    ADD CONSTRAINT order_lineprice_line_id_2de52446_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_lineprice
    ADD CONSTRAINT order_lineprice_order_id_66792e56_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_basket_id_8b0acbb2_fk_basket_basket_id FOREIGN KEY (basket_id) REFERENCES public.basket_basket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_billing_address_id_8fe537cf_fk_order_bil FOREIGN KEY (billing_address_id) REFERENCES public.order_billingaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_carrier_id_d2bbfa4e_fk_delivery_carrier_id FOREIGN KEY (carrier_id) REFERENCES public.delivery_carrier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_collect_at_id_713b67d8_fk_fairs_stop_id FOREIGN KEY (collect_at_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_cooperative_id_8aaaa03a_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_parcel_id_bf30b8e7_fk_order_parcel_id FOREIGN KEY (parcel_id) REFERENCES public.order_parcel(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_purchase_id_1b91560f_fk_order_purchase_id FOREIGN KEY (purchase_id) REFERENCES public.order_purchase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_shipping_address_id_57e64931_fk_order_shi FOREIGN KEY (shipping_address_id) REFERENCES public.order_shippingaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_site_id_e27f3526_fk_django_site_id FOREIGN KEY (site_id) REFERENCES public.django_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_order
    ADD CONSTRAINT order_order_user_id_7cf9bc2b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_orderdiscount
    ADD CONSTRAINT order_orderdiscount_order_id_bc91e123_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_orderlinediscount
    ADD CONSTRAINT order_orderlinedisco_order_discount_id_b9dfa715_fk_order_ord FOREIGN KEY (order_discount_id) REFERENCES public.order_orderdiscount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_orderlinediscount
    ADD CONSTRAINT order_orderlinediscount_line_id_88fbcd4a_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_ordernote
    ADD CONSTRAINT order_ordernote_order_id_7d97583d_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_ordernote
    ADD CONSTRAINT order_ordernote_user_id_48d7a672_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_orderstatuschange
    ADD CONSTRAINT order_orderstatuschange_order_id_43efdbe5_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_parcel
    ADD CONSTRAINT order_parcel_carrier_id_72a82955_fk_delivery_carrier_id FOREIGN KEY (carrier_id) REFERENCES public.delivery_carrier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_parcel
    ADD CONSTRAINT order_parcel_hub_id_30065947_fk_delivery_hub_id FOREIGN KEY (hub_id) REFERENCES public.delivery_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_parcel
    ADD CONSTRAINT order_parcel_purchase_id_04f75c88_fk_order_purchase_id FOREIGN KEY (purchase_id) REFERENCES public.order_purchase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_partoffer
    ADD CONSTRAINT order_partoffer_made_by_id_17efeaab_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_partoffer
    ADD CONSTRAINT order_partoffer_order_id_856c8ba0_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_partofferline
    ADD CONSTRAINT order_partofferline_line_id_3a16a53d_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_partofferline
    ADD CONSTRAINT order_partofferline_offer_id_2a6f79cb_fk_order_partoffer_id FOREIGN KEY (offer_id) REFERENCES public.order_partoffer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_event_type_id_568c7161_fk_order_pay FOREIGN KEY (event_type_id) REFERENCES public.order_paymenteventtype(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_order_id_395b3e82_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_paymentevent
    ADD CONSTRAINT order_paymentevent_shipping_event_id_213dcfb8_fk_order_shi FOREIGN KEY (shipping_event_id) REFERENCES public.order_shippingevent(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventqu_event_id_a540165a_fk_order_pay FOREIGN KEY (event_id) REFERENCES public.order_paymentevent(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_paymenteventquantity
    ADD CONSTRAINT order_paymenteventquantity_line_id_df44b021_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_basket_id_f2c1fac3_fk_basket_basket_id FOREIGN KEY (basket_id) REFERENCES public.basket_basket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_confirmed_by_id_ff89dcf6_fk_accounts_user_id FOREIGN KEY (confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_place_id_5fec09e6_fk_territory_place_id FOREIGN KEY (place_id) REFERENCES public.territory_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_purchase
    ADD CONSTRAINT order_purchase_user_id_f6c1c3fb_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_shippingaddress
    ADD CONSTRAINT order_shippingaddres_country_id_29abf9a0_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_shippingevent
    ADD CONSTRAINT order_shippingevent_event_type_id_9f1efb20_fk_order_shi FOREIGN KEY (event_type_id) REFERENCES public.order_shippingeventtype(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_shippingevent
    ADD CONSTRAINT order_shippingevent_order_id_8c031fb6_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventq_event_id_1c7fb9c7_fk_order_shi FOREIGN KEY (event_id) REFERENCES public.order_shippingevent(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_shippingeventquantity
    ADD CONSTRAINT order_shippingeventquantity_line_id_3b089ee0_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.order_surcharge
    ADD CONSTRAINT order_surcharge_order_id_5c0a94f5_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pages_homepage
    ADD CONSTRAINT pages_homepage_page_ptr_id_5b805d74_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pages_standardpage
    ADD CONSTRAINT pages_standardpage_page_ptr_id_8d8149d9_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pages_storyindexpage
    ADD CONSTRAINT pages_storyindexpage_page_ptr_id_cb15d4b7_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pages_storypage
    ADD CONSTRAINT pages_storypage_cooperative_id_78bf53e4_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pages_storypage
    ADD CONSTRAINT pages_storypage_page_ptr_id_f3fefe4e_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_partner
    ADD CONSTRAINT partner_partner_cooperative_id_6f14618a_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_partner_id_1883dfd9_fk_partner_partner_id FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_partner_users
    ADD CONSTRAINT partner_partner_users_user_id_d75d6e40_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddre_country_id_02c4f979_fk_address_c FOREIGN KEY (country_id) REFERENCES public.address_country(iso_3166_1_a2) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_partneraddress
    ADD CONSTRAINT partner_partneraddre_partner_id_59551b0a_fk_partner_p FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_shortage
    ADD CONSTRAINT partner_shortage_settled_by_id_fefaf4d8_fk_accounts_user_id FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_shortage
    ADD CONSTRAINT partner_shortage_stockrecord_id_23f3d427_fk_partner_s FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_stockalert
    ADD CONSTRAINT partner_stockalert_stockrecord_id_68ad503a_fk_partner_s FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_stockholding
    ADD CONSTRAINT partner_stockholding_stockrecord_id_c3df0af4_fk_partner_s FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_stockmovement
    ADD CONSTRAINT partner_stockmovemen_stockrecord_id_5a102015_fk_partner_s FOREIGN KEY (stockrecord_id) REFERENCES public.partner_stockrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_stockmovement
    ADD CONSTRAINT partner_stockmovement_by_id_fcdc1e6b_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_partner_id_4155a586_fk_partner_partner_id FOREIGN KEY (partner_id) REFERENCES public.partner_partner(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.partner_stockrecord
    ADD CONSTRAINT partner_stockrecord_product_id_62fd9e45_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_dispute
    ADD CONSTRAINT payment_dispute_attempt_id_ec5de4c1_fk_payment_p FOREIGN KEY (attempt_id) REFERENCES public.payment_paymentattempt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_gatewayevent
    ADD CONSTRAINT payment_gatewayevent_attempt_id_8cf8002e_fk_payment_p FOREIGN KEY (attempt_id) REFERENCES public.payment_paymentattempt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_paymentattempt
    ADD CONSTRAINT payment_paymentattem_purchase_id_c6288474_fk_order_pur FOREIGN KEY (purchase_id) REFERENCES public.order_purchase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_approved_by_id_c6b6b22a_fk_accounts_user_id FOREIGN KEY (approved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_attempt_id_651028c3_fk_payment_paymentattempt_id FOREIGN KEY (attempt_id) REFERENCES public.payment_paymentattempt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_order_id_af835b16_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_purchase_id_4e34c327_fk_order_purchase_id FOREIGN KEY (purchase_id) REFERENCES public.order_purchase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_requested_by_id_6dd9de40_fk_accounts_user_id FOREIGN KEY (requested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refund
    ADD CONSTRAINT payment_refund_return_request_id_03568ed3_fk_payment_r FOREIGN KEY (return_request_id) REFERENCES public.payment_returnrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refundline
    ADD CONSTRAINT payment_refundline_line_id_0f8d6a03_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_refundline
    ADD CONSTRAINT payment_refundline_refund_id_752b4d4d_fk_payment_refund_id FOREIGN KEY (refund_id) REFERENCES public.payment_refund(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_remittance
    ADD CONSTRAINT payment_remittance_carrier_id_6d2d9a9b_fk_delivery_carrier_id FOREIGN KEY (carrier_id) REFERENCES public.delivery_carrier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_remittance
    ADD CONSTRAINT payment_remittance_recorded_by_id_6e323ce4_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_remittance
    ADD CONSTRAINT payment_remittance_reverses_id_979c78ac_fk_payment_r FOREIGN KEY (reverses_id) REFERENCES public.payment_remittance(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_remittanceline
    ADD CONSTRAINT payment_remittanceli_remittance_id_d3e9a280_fk_payment_r FOREIGN KEY (remittance_id) REFERENCES public.payment_remittance(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_remittanceline
    ADD CONSTRAINT payment_remittanceline_order_id_a64f32a2_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_returnline
    ADD CONSTRAINT payment_returnline_line_id_fed793e3_fk_order_line_id FOREIGN KEY (line_id) REFERENCES public.order_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_returnline
    ADD CONSTRAINT payment_returnline_request_id_736c7182_fk_payment_r FOREIGN KEY (request_id) REFERENCES public.payment_returnrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_returnrequest
    ADD CONSTRAINT payment_returnreques_answered_by_id_a8eebbc0_fk_accounts_ FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payment_returnrequest
    ADD CONSTRAINT payment_returnrequest_order_id_ce0521f8_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_plan
    ADD CONSTRAINT plan_plan_stop_id_38831843_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_planmark
    ADD CONSTRAINT plan_planmark_plan_id_c262a61d_fk_plan_plan_id FOREIGN KEY (plan_id) REFERENCES public.plan_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_planplace
    ADD CONSTRAINT plan_planplace_plan_id_04c42680_fk_plan_plan_id FOREIGN KEY (plan_id) REFERENCES public.plan_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_planplace
    ADD CONSTRAINT plan_planplace_stall_id_4b3e1191_fk_fairs_stall_id FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.push_pushsubscription
    ADD CONSTRAINT push_pushsubscription_user_id_1cea05aa_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_coarsecell
    ADD CONSTRAINT revenue_coarsecell_edition_id_c3fe9161_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_coarsecell
    ADD CONSTRAINT revenue_coarsecell_region_id_41fa4545_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_coarsecell
    ADD CONSTRAINT revenue_coarsecell_stop_id_4597aa66_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT revenue_detailcell_cooperative_id_53ded4a6_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT revenue_detailcell_edition_id_f3e03838_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT revenue_detailcell_family_id_c7b73789_fk_catalogue FOREIGN KEY (family_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT revenue_detailcell_region_id_f72b3c4a_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT revenue_detailcell_stall_id_ff3a4307_fk_fairs_stall_id FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_detailcell
    ADD CONSTRAINT revenue_detailcell_stop_id_f72372d5_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_editionsummary
    ADD CONSTRAINT revenue_editionsummary_edition_id_1f5eddbf_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_publiccell
    ADD CONSTRAINT revenue_publiccell_edition_id_9484c111_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_publiccell
    ADD CONSTRAINT revenue_publiccell_region_id_f32556ed_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_cooperative_id_15126528_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_edition_id_4364f841_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_family_id_47b3f25d_fk_catalogue FOREIGN KEY (family_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_participation_id_1d869f75_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_product_id_4974a8ae_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_region_id_23a004d2_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_seat_region_id_874da616_fk_territory FOREIGN KEY (seat_region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_stall_id_6eef0846_fk_fairs_stall_id FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_stop_id_7575cd23_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revenue_revenueline
    ADD CONSTRAINT revenue_revenueline_transaction_id_85cc122d_fk_ledger_le FOREIGN KEY (transaction_id) REFERENCES public.ledger_ledgertransaction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_estimate
    ADD CONSTRAINT rounds_estimate_signed_by_id_2484c02e_fk_accounts_user_id FOREIGN KEY (signed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_estimate
    ADD CONSTRAINT rounds_estimate_stop_id_371da75c_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_estimate
    ADD CONSTRAINT rounds_estimate_withdrawn_by_id_6a532059_fk_accounts_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_estimatedtotal
    ADD CONSTRAINT rounds_estimatedtota_estimate_id_cd6a6f7e_fk_rounds_es FOREIGN KEY (estimate_id) REFERENCES public.rounds_estimate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_estimatedtotal
    ADD CONSTRAINT rounds_estimatedtota_total_id_f820a915_fk_fairs_dec FOREIGN KEY (total_id) REFERENCES public.fairs_declaredtotal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_quarantinedvisit
    ADD CONSTRAINT rounds_quarantinedvi_settled_by_id_3f37376d_fk_accounts_ FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_quarantinedvisit
    ADD CONSTRAINT rounds_quarantinedvisit_stop_id_7240d7c2_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_quarantinedvisit
    ADD CONSTRAINT rounds_quarantinedvisit_tablet_id_af8b2e85_fk_rounds_tablet_id FOREIGN KEY (tablet_id) REFERENCES public.rounds_tablet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_round
    ADD CONSTRAINT rounds_round_closed_by_id_705ef3a3_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_round
    ADD CONSTRAINT rounds_round_stop_id_d86b2a72_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_slip
    ADD CONSTRAINT rounds_slip_edition_id_249517c1_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_slip
    ADD CONSTRAINT rounds_slip_entered_by_id_72512b5d_fk_accounts_user_id FOREIGN KEY (entered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_slip
    ADD CONSTRAINT rounds_slip_sale_id_86fa124d_fk_tills_sale_id FOREIGN KEY (sale_id) REFERENCES public.tills_sale(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_slipbook
    ADD CONSTRAINT rounds_slipbook_edition_id_93fae209_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_slipbook
    ADD CONSTRAINT rounds_slipbook_given_by_id_ec05e92a_fk_accounts_user_id FOREIGN KEY (given_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_slipbook
    ADD CONSTRAINT rounds_slipbook_participation_id_283f415b_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_edition_id_8534797f_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_enrolled_by_id_a02c46c5_fk_accounts_user_id FOREIGN KEY (enrolled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_revoked_by_id_dca49885_fk_accounts_user_id FOREIGN KEY (revoked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_tablet
    ADD CONSTRAINT rounds_tablet_user_id_c17c44c5_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visit
    ADD CONSTRAINT rounds_visit_by_id_0f182481_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visit
    ADD CONSTRAINT rounds_visit_participation_id_934e315e_fk_fairs_par FOREIGN KEY (participation_id) REFERENCES public.fairs_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visit
    ADD CONSTRAINT rounds_visit_round_id_394acf01_fk_rounds_round_id FOREIGN KEY (round_id) REFERENCES public.rounds_round(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visit
    ADD CONSTRAINT rounds_visit_tablet_id_8d8d8425_fk_rounds_tablet_id FOREIGN KEY (tablet_id) REFERENCES public.rounds_tablet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visitconflict
    ADD CONSTRAINT rounds_visitconflict_chosen_id_5c74f514_fk_rounds_visit_id FOREIGN KEY (chosen_id) REFERENCES public.rounds_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visitconflict
    ADD CONSTRAINT rounds_visitconflict_counting_id_d81ad248_fk_rounds_visit_id FOREIGN KEY (counting_id) REFERENCES public.rounds_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visitconflict
    ADD CONSTRAINT rounds_visitconflict_other_id_9b20fbfe_fk_rounds_visit_id FOREIGN KEY (other_id) REFERENCES public.rounds_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visitconflict
    ADD CONSTRAINT rounds_visitconflict_settled_by_id_67ceaeb6_fk_accounts_user_id FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visitpart
    ADD CONSTRAINT rounds_visitpart_family_id_b3526c9b_fk_catalogue FOREIGN KEY (family_id) REFERENCES public.catalogue_productclass(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visitpart
    ADD CONSTRAINT rounds_visitpart_visit_id_4cc707db_fk_rounds_visit_id FOREIGN KEY (visit_id) REFERENCES public.rounds_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rounds_visitphoto
    ADD CONSTRAINT rounds_visitphoto_visit_id_f381a58f_fk_rounds_visit_id FOREIGN KEY (visit_id) REFERENCES public.rounds_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.season_closedperiod
    ADD CONSTRAINT season_closedperiod_cooperative_id_d1d3ebf9_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.season_closedperiod
    ADD CONSTRAINT season_closedperiod_written_by_id_8f1dceaf_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_commonscore
    ADD CONSTRAINT selection_commonscor_application_id_f6a33d20_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_commonscore
    ADD CONSTRAINT selection_commonscor_criterion_id_9cb62084_fk_calls_cri FOREIGN KEY (criterion_id) REFERENCES public.calls_criterion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_commonscore
    ADD CONSTRAINT selection_commonscor_written_by_id_e92eb21d_fk_accounts_ FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_decision
    ADD CONSTRAINT selection_decision_application_id_b47fa985_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_decision
    ADD CONSTRAINT selection_decision_decided_by_id_d01eb674_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_minutes
    ADD CONSTRAINT selection_minutes_call_id_14b79bf7_fk_calls_call_id FOREIGN KEY (call_id) REFERENCES public.calls_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_minutes
    ADD CONSTRAINT selection_minutes_made_by_id_7db019be_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_recusal
    ADD CONSTRAINT selection_recusal_application_id_668d0f7f_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_recusal
    ADD CONSTRAINT selection_recusal_member_id_e3d1f2d8_fk_accounts_user_id FOREIGN KEY (member_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_score
    ADD CONSTRAINT selection_score_application_id_fe6e49d2_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_score
    ADD CONSTRAINT selection_score_criterion_id_9a58b038_fk_calls_criterion_id FOREIGN KEY (criterion_id) REFERENCES public.calls_criterion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_score
    ADD CONSTRAINT selection_score_member_id_9a3b47f4_fk_accounts_user_id FOREIGN KEY (member_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_scoresheet
    ADD CONSTRAINT selection_scoresheet_call_id_7e4c3767_fk_calls_call_id FOREIGN KEY (call_id) REFERENCES public.calls_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.selection_scoresheet
    ADD CONSTRAINT selection_scoresheet_member_id_bb623aea_fk_accounts_user_id FOREIGN KEY (member_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_bankaccount
    ADD CONSTRAINT settlements_bankacco_added_by_id_b473ad31_fk_accounts_ FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_bankaccount
    ADD CONSTRAINT settlements_bankacco_checked_by_id_f9306d62_fk_accounts_ FOREIGN KEY (checked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_bankaccount
    ADD CONSTRAINT settlements_bankacco_cooperative_id_47014107_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_bankaccount
    ADD CONSTRAINT settlements_bankacco_rejected_by_id_c1425edf_fk_accounts_ FOREIGN KEY (rejected_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_monthend
    ADD CONSTRAINT settlements_monthend_drafted_by_id_4b449e27_fk_accounts_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_monthend
    ADD CONSTRAINT settlements_monthend_final_by_id_a001e121_fk_accounts_user_id FOREIGN KEY (final_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payout
    ADD CONSTRAINT settlements_payout_account_id_f98d7565_fk_settlemen FOREIGN KEY (account_id) REFERENCES public.settlements_bankaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payout
    ADD CONSTRAINT settlements_payout_addressee_id_e0081107_fk_settlemen FOREIGN KEY (addressee_id) REFERENCES public.settlements_postaladdressee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payout
    ADD CONSTRAINT settlements_payout_cooperative_id_53700e09_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payout
    ADD CONSTRAINT settlements_payout_run_id_6d68d625_fk_settlements_payoutrun_id FOREIGN KEY (run_id) REFERENCES public.settlements_payoutrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutexclusion
    ADD CONSTRAINT settlements_payoutex_cooperative_id_9fdc5190_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutexclusion
    ADD CONSTRAINT settlements_payoutex_run_id_10776a7f_fk_settlemen FOREIGN KEY (run_id) REFERENCES public.settlements_payoutrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutmark
    ADD CONSTRAINT settlements_payoutma_payout_id_ee872d04_fk_settlemen FOREIGN KEY (payout_id) REFERENCES public.settlements_payout(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutmark
    ADD CONSTRAINT settlements_payoutma_transaction_id_1bf101c7_fk_ledger_le FOREIGN KEY (transaction_id) REFERENCES public.ledger_ledgertransaction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutmark
    ADD CONSTRAINT settlements_payoutmark_by_id_22ddb455_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutrun
    ADD CONSTRAINT settlements_payoutru_approved_by_id_77747386_fk_accounts_ FOREIGN KEY (approved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutrun
    ADD CONSTRAINT settlements_payoutru_created_by_id_5eb4e643_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_payoutrun
    ADD CONSTRAINT settlements_payoutru_file_taken_by_id_cb886733_fk_accounts_ FOREIGN KEY (file_taken_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_postaladdressee
    ADD CONSTRAINT settlements_postalad_added_by_id_c097aa6f_fk_accounts_ FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_postaladdressee
    ADD CONSTRAINT settlements_postalad_cooperative_id_9976ada6_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_settlement
    ADD CONSTRAINT settlements_settleme_cooperative_id_70082788_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_settlementline
    ADD CONSTRAINT settlements_settleme_settlement_id_e6eb5a91_fk_settlemen FOREIGN KEY (settlement_id) REFERENCES public.settlements_settlement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_work
    ADD CONSTRAINT settlements_work_by_id_d8fbed76_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_work
    ADD CONSTRAINT settlements_work_month_end_id_0a5aa3c4_fk_settlemen FOREIGN KEY (month_end_id) REFERENCES public.settlements_monthend(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.settlements_work
    ADD CONSTRAINT settlements_work_run_id_583752b0_fk_settlements_payoutrun_id FOREIGN KEY (run_id) REFERENCES public.settlements_payoutrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sheets_productsheet
    ADD CONSTRAINT sheets_productsheet_cooperative_id_8f130ab5_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sheets_productsheet
    ADD CONSTRAINT sheets_productsheet_loaded_by_id_b1f73d9b_fk_accounts_user_id FOREIGN KEY (loaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sheets_productsheet
    ADD CONSTRAINT sheets_productsheet_sent_by_id_8ac08585_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sheets_productsheet
    ADD CONSTRAINT sheets_productsheet_taken_back_by_id_6a3c9699_fk_accounts_ FOREIGN KEY (taken_back_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sheets_sheetrow
    ADD CONSTRAINT sheets_sheetrow_product_id_11cc99e6_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sheets_sheetrow
    ADD CONSTRAINT sheets_sheetrow_sheet_id_426d3a40_fk_sheets_productsheet_id FOREIGN KEY (sheet_id) REFERENCES public.sheets_productsheet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_accepted_by_id_fe111e53_fk_accounts_user_id FOREIGN KEY (accepted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_cooperative_id_20b3cf81_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.team_invitation
    ADD CONSTRAINT team_invitation_invited_by_id_12c26854_fk_accounts_user_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.territory_commune
    ADD CONSTRAINT territory_commune_province_id_6a546f01_fk_territory FOREIGN KEY (province_id) REFERENCES public.territory_province(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.territory_place
    ADD CONSTRAINT territory_place_commune_id_e8cb8fb2_fk_territory_commune_code FOREIGN KEY (commune_id) REFERENCES public.territory_commune(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.territory_province
    ADD CONSTRAINT territory_province_region_id_d935959b_fk_territory_region_code FOREIGN KEY (region_id) REFERENCES public.territory_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_cashier
    ADD CONSTRAINT tills_cashier_stall_id_9c53b3b6_fk_fairs_stall_id FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_cashreport
    ADD CONSTRAINT tills_cashreport_session_id_02d14fbb_fk_tills_tillsession_id FOREIGN KEY (session_id) REFERENCES public.tills_tillsession(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_cashreport
    ADD CONSTRAINT tills_cashreport_till_id_d2157c2e_fk_tills_till_id FOREIGN KEY (till_id) REFERENCES public.tills_till(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_cashreportline
    ADD CONSTRAINT tills_cashreportline_cooperative_id_ac26f871_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_cashreportline
    ADD CONSTRAINT tills_cashreportline_report_id_2e25d84d_fk_tills_cashreport_id FOREIGN KEY (report_id) REFERENCES public.tills_cashreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_quarantinedrecord
    ADD CONSTRAINT tills_quarantinedrec_settled_by_id_a6f92657_fk_accounts_ FOREIGN KEY (settled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_quarantinedrecord
    ADD CONSTRAINT tills_quarantinedrecord_stop_id_9714d4b0_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_quarantinedrecord
    ADD CONSTRAINT tills_quarantinedrecord_till_id_66e5e662_fk_tills_till_id FOREIGN KEY (till_id) REFERENCES public.tills_till(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_sale
    ADD CONSTRAINT tills_sale_cashier_id_8fbd0f22_fk_tills_cashier_id FOREIGN KEY (cashier_id) REFERENCES public.tills_cashier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_sale
    ADD CONSTRAINT tills_sale_reverses_id_ca14af20_fk_tills_sale_id FOREIGN KEY (reverses_id) REFERENCES public.tills_sale(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_sale
    ADD CONSTRAINT tills_sale_session_id_e8acd4e4_fk_tills_tillsession_id FOREIGN KEY (session_id) REFERENCES public.tills_tillsession(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_sale
    ADD CONSTRAINT tills_sale_stop_id_664fdfe4_fk_fairs_stop_id FOREIGN KEY (stop_id) REFERENCES public.fairs_stop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_sale
    ADD CONSTRAINT tills_sale_till_id_a3668ddf_fk_tills_till_id FOREIGN KEY (till_id) REFERENCES public.tills_till(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_saleline
    ADD CONSTRAINT tills_saleline_cooperative_id_c4230722_fk_cooperati FOREIGN KEY (cooperative_id) REFERENCES public.cooperatives_cooperative(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_saleline
    ADD CONSTRAINT tills_saleline_of_id_56c7e4dc_fk_tills_saleline_id FOREIGN KEY (of_id) REFERENCES public.tills_saleline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_saleline
    ADD CONSTRAINT tills_saleline_product_id_4c84f06d_fk_catalogue_product_id FOREIGN KEY (product_id) REFERENCES public.catalogue_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_saleline
    ADD CONSTRAINT tills_saleline_sale_id_a1045477_fk_tills_sale_id FOREIGN KEY (sale_id) REFERENCES public.tills_sale(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_till
    ADD CONSTRAINT tills_till_enrolled_by_id_a80f1b14_fk_accounts_user_id FOREIGN KEY (enrolled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_till
    ADD CONSTRAINT tills_till_revoked_by_id_b55909a3_fk_accounts_user_id FOREIGN KEY (revoked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_till
    ADD CONSTRAINT tills_till_stall_id_599a8090_fk_fairs_stall_id FOREIGN KEY (stall_id) REFERENCES public.fairs_stall(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_tillevent
    ADD CONSTRAINT tills_tillevent_cashier_id_a15defc1_fk_tills_cashier_id FOREIGN KEY (cashier_id) REFERENCES public.tills_cashier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_tillevent
    ADD CONSTRAINT tills_tillevent_session_id_c249d619_fk_tills_tillsession_id FOREIGN KEY (session_id) REFERENCES public.tills_tillsession(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_tillevent
    ADD CONSTRAINT tills_tillevent_till_id_fcb25a9f_fk_tills_till_id FOREIGN KEY (till_id) REFERENCES public.tills_till(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_tillsession
    ADD CONSTRAINT tills_tillsession_cashier_id_dd55dbc8_fk_tills_cashier_id FOREIGN KEY (cashier_id) REFERENCES public.tills_cashier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_tillsession
    ADD CONSTRAINT tills_tillsession_closed_by_id_1c86bd8e_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tills_tillsession
    ADD CONSTRAINT tills_tillsession_till_id_3c7e4f17_fk_tills_till_id FOREIGN KEY (till_id) REFERENCES public.tills_till(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offe_conditionaloffer_id_f9682bfb_fk_offer_con FOREIGN KEY (conditionaloffer_id) REFERENCES public.offer_conditionaloffer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.voucher_voucher_offers
    ADD CONSTRAINT voucher_voucher_offe_voucher_id_7f9c575d_fk_voucher_v FOREIGN KEY (voucher_id) REFERENCES public.voucher_voucher(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.voucher_voucher
    ADD CONSTRAINT voucher_voucher_voucher_set_id_17b96a54_fk_voucher_v FOREIGN KEY (voucher_set_id) REFERENCES public.voucher_voucherset(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherappli_voucher_id_5204edb7_fk_voucher_v FOREIGN KEY (voucher_id) REFERENCES public.voucher_voucher(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherapplication_order_id_30248a05_fk_order_order_id FOREIGN KEY (order_id) REFERENCES public.order_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.voucher_voucherapplication
    ADD CONSTRAINT voucher_voucherapplication_user_id_df53a393_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_user_id_6e1a9b70_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_user_id_49b1141b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES public.wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_accounts_user_id FOREIGN KEY (resolved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES public.wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES public.wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_accounts_user_id FOREIGN KEY (locked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_user_id_89d7def9_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES public.wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_finished_by_id_13f98229_fk_accounts_ FOREIGN KEY (finished_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES public.wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_accounts_ FOREIGN KEY (requested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
