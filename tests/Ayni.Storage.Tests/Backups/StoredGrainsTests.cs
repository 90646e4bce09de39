using System.Reflection;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Ayni.Storage.Backups;
using Ayni.Storage.GrainState;

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

    private static StoredGrainState StateOf(TrainingRunState state) =>
        new("trainer/default", "run", new GrainStateSerializer().Serialize(state).ToString());
}
