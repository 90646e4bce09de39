using System.Reflection;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Ayni.Storage.Backups;
using Ayni.Storage.GrainState;
using Ayni.Storage.Postgres;

namespace Ayni.Storage.Tests.Backups;

public sealed class StoredGrainsTests
{
    [Fact]
    public void TypeByState_EveryStateOfAGrain_HasItsType()
    {
        var states =
            from type in Assembly.Load("Ayni.Grains").GetTypes()
            from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
            where state is not null
            let named = type.GetCustomAttribute<GrainTypeAttribute>()!
            select (state.StateName, Type: $"{named.GetGrainType(null!, type)}");

        Assert.Equal(
            states.Order(), StoredGrains.TypeByState.Select(pair => ((string?)pair.Key, Type: pair.Value)).Order());
    }

    [Fact]
    public void IsRunUnderWay_StatesOfRealRuns_TellsThemApart()
    {
        var begun = TrainingRunState.Begin(
            "r", 7, new TrainingOptions(), TrainingReason.Manual, DateTimeOffset.UnixEpoch);

        Assert.True(StoredGrains.IsRunUnderWay(StateOf(begun)));
        Assert.False(StoredGrains.IsRunUnderWay(StateOf(new TrainingRunState())));
        Assert.False(StoredGrains.IsRunUnderWay(StateOf(
            begun.Ended(TrainingPhase.Completed, null, DateTimeOffset.UnixEpoch.AddDays(1)))));
    }

    [Theory]
    [InlineData("u1")]
    [InlineData("0017")]
    [InlineData("17")]
    [InlineData("abc")]
    [InlineData("ABC")]
    [InlineData("0")]
    [InlineData("00000000000000001")]
    [InlineData("17+x")]
    [InlineData("550e8400e29b41d4a716446655440000")]
    [InlineData("550E8400E29B41D4A716446655440000")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    public void Spellings_AKeyAsTheProviderKeepsIt_AreOfItAndHaveIt(string key)
    {
        var grain = GrainId.Create("user", key);
        var (text, first, second) = PostgresStoredStates.KeyOf(grain);

        var spellings = PostgresGrainKey.Spellings(text, first, second);

        Assert.Contains(key, spellings);
        Assert.All(spellings, spelling => Assert.Equal(
            (text, first, second), PostgresStoredStates.KeyOf(GrainId.Create("user", spelling))));
    }

    private static StoredGrainState StateOf(TrainingRunState state) =>
        new("trainer/default", "run", new GrainStateSerializer().Serialize(state).ToString());
}
