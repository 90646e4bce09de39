using Ayni.Domain.Errors;
using Ayni.Domain.Retention;

namespace Ayni.Trainer.Tests.Retention;

public sealed class RetentionRulesTests
{
    [Fact]
    public void Parse_Rules_TellDaysOfEachTypeAndOfTheDefault()
    {
        var rules = RetentionRules.Parse("S", "view=180d search=30d,default=730d, purchase=forever,return=forever");

        Assert.Equal((180, 30, 730, null), (
            rules.DaysOf("view"), rules.DaysOf("search"), rules.DaysOf("swipe"), rules.DaysOf("purchase")));
        Assert.Equal("default=730d, purchase=forever, return=forever, search=30d, view=180d", rules.ToString());
        Assert.True(rules.DeletesAnything);
        Assert.False(RetentionRules.None.DeletesAnything);
        Assert.Null(RetentionRules.None.DaysOf("view"));
    }

    [Theory]
    [InlineData("view=0d", "S:view is '0d', which is out of range. Write days such as 180d, from 1d to 36500d")]
    [InlineData("view=36501d", "S:view is '36501d', which is out of range")]
    [InlineData("view=-1d", "S:view is '-1d', which is no number of days")]
    [InlineData("view=1.5d", "S:view is '1.5d'")]
    [InlineData("view=6h", "S:view is '6h'")]
    [InlineData("view=", "S:view is ''")]
    [InlineData("view=9999999999d", "S:view is '9999999999d'")]
    [InlineData("view=1d,view=2d", "S:view is given twice")]
    [InlineData("Vieew=1d", "S:Vieew: 'Vieew' is no type of interaction. Did you mean view?")]
    [InlineData("x y=1d", "S has 'x', which is no rule")]
    [InlineData("remove_from_cart=5d,cart=6d", "Keep remove_from_cart at least as long as cart")]
    [InlineData("default=5d,purchase=forever", "S:return is 5d, shorter than S:purchase")]
    public void Parse_NoRule_IsRefusedByNameWithTheRemedy(string text, string message)
    {
        var refused = Assert.Throws<AyniException>(() => RetentionRules.Parse("S", text));

        Assert.Equal(ErrorCodes.Invalid, refused.Code);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("view=1d")]
    [InlineData("view=36500d")]
    [InlineData("cart=5d,remove_from_cart=5d")]
    [InlineData("default=1d")]
    public void Parse_AtTheBounds_IsTaken(string text) => Assert.Equal(text, RetentionRules.Parse("S", text)
        .ToString().Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void TypesOf_Held_AreThoseUnderARuleOnce()
    {
        RetainedType[] held = [RetainedType.Of("view"), RetainedType.Of("purchase"), RetainedType.Of("swipe")];

        Assert.Equal(
            ["search", "swipe"], Names(RetentionRules.Parse("S", "search=3d,swipe=2d,view=forever").TypesOf(held)));
        Assert.Equal(
            ["view", "purchase", "swipe"], Names(RetentionRules.Parse("S", "default=3d,view=9d").TypesOf(held)));
        Assert.Equal(["zoom"], RetentionRules.Parse("S", "zoom=3d,like=2d,default=9d").UnknownAmong(held));
    }

    [Fact]
    public void BeforeOf_AnyTimeOfADay_IsTheBeginningOfADayOfUtc() => Assert.Equal(
        new DateTimeOffset(2026, 2, 27, 0, 0, 0, TimeSpan.Zero),
        RetentionRules.BeforeOf(2, new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.FromHours(-5))));

    private static IEnumerable<string> Names(IEnumerable<RetainedType> types) => types.Select(type => type.Name);
}
