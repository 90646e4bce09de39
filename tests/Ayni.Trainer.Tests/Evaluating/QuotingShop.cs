using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tests.Evaluating;

/// <summary>
/// A shop whose shoppers look at everything, ask for quotes of what they like, and then buy of that: what they like is
/// known by a type of the shop's own alone.
/// </summary>
internal static class QuotingShop
{
    public const string Quote = "quote";
    public const string Complaint = "complaint";
    public const double QuoteWeight = 3;
    public const double ComplaintWeight = -0.5;

    private const int Users = 60;
    private const int Products = 16;
    private const int FirstOrder = 95;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TypeWeights Own { get; } = TypeWeights.Of(
        new CustomInteractionType(Quote, QuoteWeight), new CustomInteractionType(Complaint, ComplaintWeight));

    /// <summary>Writes the log.</summary>
    public static async Task FillAsync(StorageOptions storage)
    {
        await using var stores = await AyniStorage.OpenAsync(storage, TimeProvider.System);
        await stores.Log.AppendAsync([.. Enumerable.Range(0, Users).SelectMany(Of)]);
    }

    /// <summary>Registers the types with a silo, as a shop does.</summary>
    public static async Task RegisterAsync(StorageOptions storage)
    {
        var console = new TrainerConsole(TextWriter.Null, TextWriter.Null, false, TimeProvider.System);
        await using var silo = await SiloSession.StartAsync(storage, console, CancellationToken.None);
        foreach (var type in Own)
            await silo.Grains.GetGrain<IInteractionTypesGrain>(0).Put(type);
    }

    private static IEnumerable<Interaction> Of(int user)
    {
        var number = 0;
        for (var step = 0; step < 5; step++)
            yield return Next(InteractionType.View, (user * 7 + step * 3) % Products, step);
        for (var step = 0; step < 5; step++)
            yield return Next(InteractionType.Custom, Liked(step), 10 + step) with { CustomType = Quote };
        yield return Next(InteractionType.Custom, Disliked(0), 20) with { CustomType = Complaint };
        yield return Next(InteractionType.View, Disliked(0), 21);
        for (var step = 5; step < 7; step++)
            yield return Next(InteractionType.Purchase, Liked(step), FirstOrder + 6 * (step - 5));

        int Liked(int step) => (user / 2 + step) % (Products / 2) * 2 + user % 2;

        int Disliked(int step) => (Liked(step) + 1) % Products;

        Interaction Next(InteractionType type, int product, int day) => new()
        {
            EventId = $"{user}-{number++}",
            UserId = $"u{user:D3}",
            ProductId = $"p{product:D2}",
            Type = type,
            Timestamp = Start.AddDays(day).AddMinutes(user),
        };
    }
}
