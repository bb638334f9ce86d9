using FsCheck;
using FsCheck.Fluent;
using GroupChat.Agents.Language.Rules;
using GroupChat.TestSupport;

namespace GroupChat.Agents.Tests.Language;

public sealed class EntityRulesTests
{
    [Theory]
    [InlineData("Write to Ann.Lee+chat@Example.ORG.", "Email:Ann.Lee+chat@Example.ORG=Ann.Lee+chat@example.org")]
    [InlineData("see (https://example.org/a_(b)?q=1), ok", "Url:https://example.org/a_(b)?q=1=https://example.org/a_(b)?q=1")]
    [InlineData("It is due 2026-11-22 at 14:05.", "Date:2026-11-22=2026-11-22", "Time:14:05=14:05")]
    [InlineData("am 3.12.2026 um 9:30", "Date:3.12.2026=2026-12-03", "Time:9:30=09:30")]
    [InlineData("03/04/2026 or 12/25/2026", "Date:03/04/2026=", "Date:12/25/2026=2026-12-25")]
    [InlineData("on November 22, 2026 and 5 May", "Date:November 22, 2026=2026-11-22", "Date:5 May=")]
    [InlineData("le 14 juillet 2025, 24. Dezember 2025", "Date:14 juillet 2025=2025-07-14", "Date:24. Dezember 2025=2025-12-24")]
    [InlineData("at 7 pm or 12:15 a.m", "Time:7 pm=19:00", "Time:12:15 a.m=00:15")]
    [InlineData("It cost €12.50, later 1.299,00 EUR and $5", "Money:€12.50=EUR 12.50", "Money:1.299,00 EUR=EUR 1299.00", "Money:$5=")]
    [InlineData("about 12,5 % of it", "Percent:12,5 %=12.5%")]
    [InlineData("call +49 (0)30 1234567 or 555-123-4567", "Phone:+49 (0)30 1234567=+49301234567", "Phone:555-123-4567=")]
    [InlineData("@assistant see #release2 now", "Mention:@assistant=", "Hashtag:#release2=")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00 please", "Iban:DE89 3704 0044 0532 0130 00=DE89370400440532013000")]
    [InlineData("card 4111 1111 1111 1111", "PaymentCard:4111 1111 1111 1111=4111111111111111")]
    [InlineData("host 192.168.0.1 is up", "IpAddress:192.168.0.1=192.168.0.1")]
    public void Find_WhatHasAForm_IsFoundWithItsValue(string text, params string[] expected) =>
        Assert.Equal(expected, EntityRules.Find(text).Select(found => $"{found.Kind}:{text.Substring(found.Start, found.Length)}={found.Value}"));

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 02 has wrong check digits")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("2026-02-30, 31.2.2026, 45/13/2026, 30 February 2026")]
    [InlineData("25:00 and 13 pm")]
    [InlineData("256.1.1.1 and 1.2.3.4.5 and 01.2.3.4")]
    [InlineData("a@b and @ and # and foo@-bar.org")]
    [InlineData("http:// and ftp://example.org")]
    [InlineData("version 1.2.3, 42 apples, room 101")]
    [InlineData("#12 and C#")]
    public void Find_WhatOnlyLooksLikeIt_IsNotFound(string text) => Assert.Empty(EntityRules.Find(text));

    [Theory]
    [InlineData("a@")]
    [InlineData("1 ")]
    [InlineData("1.")]
    [InlineData("AA11 ")]
    [InlineData("http://")]
    [InlineData("(")]
    [InlineData("€1,")]
    [InlineData("3 may ")]
    public async Task Find_HostileRepetition_Ends(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 65_536 / piece.Length));
        var found = await Task.Run(() => EntityRules.Find(text)).Within();
        Assert.InRange(found.Count, 0, EntityRules.Most);
    }

    [Fact]
    public void Find_AnyText_EntitiesStandInOrderWithoutOverlap() =>
        Prop.ForAll(Texts(), static text =>
        {
            var end = 0;
            foreach (var found in EntityRules.Find(text))
            {
                Assert.True(found.Start >= end && found.Length > 0 && found.End <= text.Length);
                Assert.InRange(found.Confidence, 0, 1);
                end = found.End;
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>Beginnings of everything that has a form, in any order.</summary>
    private static Arbitrary<string> Texts()
    {
        string[] pieces =
        [
            "a", "@", "#", ".", "-", " ", "1", "22", "2026", "/", ":", "€", "EUR", "%", "+", "(", ")", "may", "am", "https://", "example", "org", "DE89", "\ud83d",
            "4111111111111111", "\n", "ß",
        ];
        return Gen.Elements(pieces).ArrayOf().Select(string.Concat).ToArbitrary();
    }
}
