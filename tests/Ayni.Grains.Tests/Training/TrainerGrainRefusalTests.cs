using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Training;

/// <summary>A run that must not be published ends as refused, with the reason and what to do.</summary>
public sealed class TrainerGrainRefusalTests
{
    [Fact]
    public async Task Start_EmptyLog_IsRefused()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);

        var status = await shop.TrainAsync(TrainingShop.Options);

        await AssertRefusedAsync(shop, status, "holds no interaction");
    }

    [Fact]
    public async Task Start_NobodyWithTwoProducts_IsRefusedForWantOfPositives()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);
        await shop.Cluster.AppendAsync(SampleShop.Event("1", "a", "p"), SampleShop.Event("2", "b", "q"));

        var status = await shop.TrainAsync(TrainingShop.Options with { JudgedShare = 0.5 });

        await AssertRefusedAsync(shop, status, "No held-out pair to judge by");
    }

    [Fact]
    public async Task Start_NormalEquationWithoutSolution_IsRefusedNamingTheRow()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);

        var status = await shop.TrainAsync(
            TrainingShop.Options with { Rank = 40, Regularization = 1e-300, UnobservedWeight = 1e-300 });

        await AssertRefusedAsync(shop, status, "normal equation of row");
        Assert.Matches(@"users row \d+ \('u\d{3}'\)", status.Message!);
        Assert.Contains("raise Regularization", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OptionOutOfRange_ThrowsAndStartsNothing()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => shop.Trainer.Start(TrainingShop.Options with { Rank = 0 }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.Equal(TrainingPhase.Idle, (await shop.Trainer.GetStatus()).Phase);
    }

    [Fact]
    public async Task Start_PositionPastTheHead_Throws()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => shop.Trainer.Start(TrainingShop.Options with { AsOfPosition = 5 }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.Contains("ends at 0", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NameThatIsNoPath_Throws()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);
        var trainer = shop.Cluster.Grains.GetGrain<ITrainerGrain>("Not A/Name");

        var refusal = await Assert.ThrowsAsync<AyniException>(() => trainer.Start(TrainingShop.Options));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
    }

    private static async Task AssertRefusedAsync(TrainingShop shop, TrainingStatus status, string reason)
    {
        Assert.Equal(TrainingPhase.Refused, status.Phase);
        Assert.Contains(reason, status.Message, StringComparison.Ordinal);
        Assert.Null(await shop.Cluster.Registry.GetActiveVersion());
        Assert.Empty(await shop.Cluster.Models.ListAsync("models/"));
    }
}
