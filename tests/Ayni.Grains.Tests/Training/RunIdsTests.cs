using Ayni.Domain.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class RunIdsTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(-5));
    private static readonly HashSet<string> None = [];

    [Fact]
    public void Create_SameInput_GivesTheSameIdInUtc()
    {
        var id = RunIds.Create(Now, 9, new TrainingOptions(), None);

        Assert.Equal(id, RunIds.Create(Now, 9, new TrainingOptions(), None));
        Assert.Matches("^20260203090506-[0-9a-f]{8}$", id);
    }

    [Fact]
    public void Create_OtherPositionOrOptions_GivesAnotherId()
    {
        var id = RunIds.Create(Now, 9, new TrainingOptions(), None);

        Assert.NotEqual(id, RunIds.Create(Now, 10, new TrainingOptions(), None));
        Assert.NotEqual(id, RunIds.Create(Now, 9, new TrainingOptions { Seed = 2 }, None));
    }

    [Fact]
    public void Create_Taken_Numbers()
    {
        var id = RunIds.Create(Now, 9, new TrainingOptions(), None);

        Assert.Equal($"{id}-3", RunIds.Create(Now, 9, new TrainingOptions(), new HashSet<string> { id, $"{id}-2" }));
    }
}
