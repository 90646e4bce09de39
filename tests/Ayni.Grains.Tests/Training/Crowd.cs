using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Training;

/// <summary>
/// Shoppers beside those of <see cref="TrainingShop"/>, each fond of one of four groups of its products: so many that
/// half of them can judge.
/// </summary>
internal static class Crowd
{
    public const int Users = 900;

    private const int Events = 6;

    /// <summary>What they did, in order; the same each time.</summary>
    public static IEnumerable<Interaction> Interactions()
    {
        var random = new Random(11);
        for (var number = 0; number < Users * Events; number++)
        {
            var user = number % Users;
            var group = random.NextDouble() < 0.9 ? user % 4 : random.Next(4);
            var rank = (int)(random.NextDouble() * random.NextDouble() * (TrainingShop.Products / 4));
            yield return SampleShop.Event(
                $"c{number}",
                string.Create(CultureInfo.InvariantCulture, $"v{user:D3}"),
                string.Create(CultureInfo.InvariantCulture, $"p{(4 * rank) + group:D3}"),
                InteractionType.Purchase,
                SampleShop.Start.AddMinutes(number));
        }
    }
}
