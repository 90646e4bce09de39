using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Numerics;

namespace Ayni.Benchmarks.Training;

/// <summary>
/// A matrix as what shoppers did: one purchase an entry, with ids whose order is that of the indices, so that a run
/// numbers users and products alike.
/// </summary>
internal static class MatrixInteractions
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async IAsyncEnumerable<Interaction> Of(CsrMatrix matrix)
    {
        var number = 0;
        for (var user = 0; user < matrix.Rows; user++)
        {
            var userId = Id('u', user);
            foreach (var product in matrix.RowColumns(user).ToArray())
            {
                yield return new Interaction
                {
                    EventId = Id('e', number),
                    UserId = userId,
                    ProductId = Id('p', product),
                    Type = InteractionType.Purchase,
                    Timestamp = Start.AddSeconds(number),
                };
                number++;
            }
        }

        await Task.CompletedTask;
    }

    private static string Id(char kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}{index:D9}");
}
