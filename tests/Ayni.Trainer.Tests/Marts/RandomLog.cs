using Ayni.Domain.Interactions;
using CsCheck;

namespace Ayni.Trainer.Tests.Marts;

/// <summary>Logs of every kind of row: few shoppers, odd ids, missing values, months apart.</summary>
internal static class RandomLog
{
    // An emoji and a full-width letter: UTF-16 and UTF-8 order them differently.
    private static readonly string[] Users = ["ana", "añé", "bot", "😀", "ａ", "zoë", "u-7"];
    private static readonly string[] Products = ["p1", "p2", "p3", "😀p", "ａp"];

    public static Gen<Interaction[]> Gen { get; } =
        CsCheck.Gen.Select(
            CsCheck.Gen.Int[0, Users.Length - 1],
            CsCheck.Gen.Int[0, Products.Length - 1],
            CsCheck.Gen.Int[1, 5],
            CsCheck.Gen.Int[0, 100_000],
            CsCheck.Gen.Int[0, 9],
            (user, product, type, minutes, extra) => (user, product, type, minutes, extra))
        .Array[1, 120]
        .Select(draws => draws.Select(Row).ToArray());

    private static Interaction Row((int User, int Product, int Type, int Minutes, int Extra) draw, int index)
    {
        var type = (InteractionType)draw.Type;
        var hasProduct = type != InteractionType.Search || draw.Extra % 2 == 0;
        return new Interaction
        {
            EventId = $"e{index}",
            UserId = Users[draw.User],
            ProductId = hasProduct ? Products[draw.Product] : null,
            Type = type,
            Score = type switch
            {
                InteractionType.Rating => 1 + (draw.Extra % 5),
                InteractionType.Purchase when draw.Extra > 3 => draw.Extra,
                _ => null,
            },
            Timestamp = MartShop.Start.AddMinutes(draw.Minutes),
            Duration = draw.Extra == 7 ? TimeSpan.FromMilliseconds(1_234) : null,
            Query = type == InteractionType.Search ? $"búsqueda {draw.Extra}" : null,
            ReviewText = type != InteractionType.Search && draw.Extra % 3 == 1 ? $"¡bonito {draw.Extra}!" : null,
            OrderId = type == InteractionType.Purchase && draw.Extra < 8 ? $"o{draw.Extra}" : null,
        };
    }
}
