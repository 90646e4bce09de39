using Ayni.Domain.Interactions;
using Ayni.Storage.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

public sealed class InteractionGuardTests
{
    private static readonly string TooLong = new('x', 129);

    public static TheoryData<string, Interaction> Refused => new()
    {
        { "EventId", View("") },
        { "EventId", View(null!) },
        { "EventId", View(TooLong) },
        { "EventId", View("a\0") },
        { "UserId", View("e", "..") },
        { "UserId", View("e", "") },
        { "UserId", View("e", TooLong) },
        { "ProductId", View("e", "u", "") },
        { "ProductId", View("e", "u", TooLong) },
        { "OrderId", View("e") with { OrderId = TooLong } },
        { "OrderId", View("e") with { OrderId = "" } },
        { "Query", View("e") with { Query = new string('q', 513) } },
        { "Type", View("e") with { Type = 0 } },
        { "Type", View("e") with { Type = (InteractionType)13 } },
        { "Score", View("e") with { Score = -0.5 } },
        { "Score", View("e") with { Score = double.NaN } },
        { "Score", View("e") with { Score = double.PositiveInfinity } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_FieldOutOfRange_NamesTheFieldAndTheRow(string field, Interaction interaction)
    {
        var exception = Assert.Throws<ArgumentException>(() => InteractionGuard.Check([View("ok"), interaction]));

        Assert.StartsWith($"{field} of interaction 1: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NullInteraction_Throws() =>
        Assert.Throws<ArgumentException>(() => InteractionGuard.Check([null!]));

    [Fact]
    public void Check_LongestAllowed_Passes()
    {
        var longest = View(new string('é', 128)) with { Query = new string('q', 512) };

        Assert.Equal([longest], InteractionGuard.Check([longest]));
    }
}
