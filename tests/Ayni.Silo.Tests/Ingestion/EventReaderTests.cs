using System.Text;
using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion;
using Ayni.Silo.Ingestion.Protocol;
using Ayni.Wire.Events;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Silo.Tests.Ingestion;

public sealed class EventReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Sent = Now - TimeSpan.FromHours(1);

    private readonly EventReader _reader = new(
        new FakeTimeProvider(Now), new FixedOwnTypes(new CustomInteractionType("quote", 1)));

    [Fact]
    public void Read_OneEvent_HasTheIdAndTheTimeOfItsMessage()
    {
        var (interactions, problem) = Read(Message.View("rosa"), new EventDefaults("events-0-7", Sent));

        Assert.Null(problem);
        Assert.Equal(("events-0-7", Sent), (interactions[0].EventId, interactions[0].Timestamp));
    }

    [Theory]
    [InlineData("quote", null)]
    [InlineData("remove_from_cart", null)]
    [InlineData("quotes", "Did you mean quote?")]
    public void Read_TypesOfTheShopsOwn_AreTakenWhereDeclared(string type, string? remedy)
    {
        var (interactions, problem) = Read(
            $$"""{"user_id": "u", "product_id": "p", "interaction_type": "{{type}}"}""",
            new EventDefaults("m", Sent));

        Assert.Equal(remedy is null ? 1 : 0, interactions.Count);
        Assert.Contains(remedy ?? "", problem?.Reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnArray_NumbersItsEvents()
    {
        var (interactions, _) = Read(
            Message.Array(Message.View("rosa"), Message.View("rosa", "own")), new EventDefaults("m", Sent));

        Assert.Equal(["m-0", "own"], interactions.Select(interaction => interaction.EventId));
    }

    [Fact]
    public void Read_ANameThatIsNoId_StillGivesTheSameIdEachTime()
    {
        var defaults = new EventDefaults(new string('t', 249), Sent);

        var first = Read(Message.View("rosa"), defaults).Interactions[0].EventId;

        Assert.Equal(first, Read(Message.View("rosa"), defaults).Interactions[0].EventId);
        Assert.NotEqual(
            first,
            Read(Message.View("rosa"), defaults with { Id = new string('t', 250) }).Interactions[0].EventId);
    }

    [Fact]
    public void Read_NoIdAnywhere_IsRefused()
    {
        var (interactions, problem) = Read(Message.View("rosa"), new EventDefaults(null, Sent));

        Assert.Empty(interactions);
        Assert.Equal("event_id", problem!.Field);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(48)]
    public void Read_ATimeThatCannotBe_IsNow(int? hoursAhead)
    {
        var time = hoursAhead is { } hours ? Now + TimeSpan.FromHours(hours) : (DateTimeOffset?)null;

        Assert.Equal(Now, Read(Message.View("rosa"), new EventDefaults("m", time)).Interactions[0].Timestamp);
    }

    [Fact]
    public void Read_SomethingWrongInAnArray_RefusesAllAndNamesIt()
    {
        var (interactions, problem) = Read(
            Message.Array(Message.View("rosa"), Message.View("")), new EventDefaults("m", Sent));

        Assert.Empty(interactions);
        Assert.Equal("[1].user_id", problem!.Field);
    }

    [Fact]
    public void Read_TooLong_IsRefusedUnread()
    {
        var (_, problem) = _reader.Read(new byte[EventLimits.MaxBodyBytes + 1], new EventDefaults("m", Sent));

        Assert.Contains("4194305 bytes", problem!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void TimeAt_NoTime_IsNull(long milliseconds) => Assert.Null(EventDefaults.TimeAt(milliseconds));

    private (IReadOnlyList<Interaction> Interactions, MessageProblem? Problem) Read(
        string message, EventDefaults defaults) =>
        _reader.Read(Encoding.UTF8.GetBytes(message), defaults);
}
