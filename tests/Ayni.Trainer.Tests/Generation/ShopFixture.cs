using Ayni.Data.Generation;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Generation;

/// <summary>One shop of a year, made once for all tests that only look at it.</summary>
public sealed class ShopFixture
{
    public GeneratedShop Shop { get; } = ShopGenerator.Generate(
        new ShopOptions { Seed = 7, Users = 1_200, Products = 400, Events = 80_000 });

    public IReadOnlyList<Interaction> Events => field ??= [.. Shop.Events];
}
