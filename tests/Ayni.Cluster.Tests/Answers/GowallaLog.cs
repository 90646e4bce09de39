using System.Globalization;
using System.IO.Compression;
using Ayni.Domain.Interactions;
using Ayni.Testing;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>
/// Gowalla's training part (a line a user: the user, then places) as purchases of a year, and products by seed for its
/// places.
/// </summary>
internal sealed class GowallaLog
{
    /// <summary>Products of the data set.</summary>
    public const int Places = 40_981;

    /// <summary>Seed of categories, brands, prices and times.</summary>
    public const int Seed = 20_261_127;

    private const string File = "gowalla/train.txt.gz";
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly int[][] _places;

    private GowallaLog(int[][] places) => _places = places;

    /// <summary>Shoppers.</summary>
    public int Shoppers => _places.Length;

    /// <summary>Reads the file.</summary>
    /// <exception cref="FileNotFoundException">The data set is not on this machine.</exception>
    public static async Task<GowallaLog> ReadAsync()
    {
        var path = SharedData.Find(File) ?? throw new FileNotFoundException(SharedData.AbsentReason, File);
        await using var zipped = System.IO.File.OpenRead(path);
        using var text = new StreamReader(new GZipStream(zipped, CompressionMode.Decompress));
        List<int[]> places = [];
        while (await text.ReadLineAsync() is { } line)
        {
            var numbers = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            places.Add([.. numbers.Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);
        }

        return new GowallaLog([.. places]);
    }

    /// <summary>Id of a shopper.</summary>
    public static string UserId(int shopper) => $"u{shopper}";

    /// <summary>Id of a product; ids ascend with their numbers.</summary>
    public static string ProductId(int product) => $"p{product:D7}";

    /// <summary>The purchases, each shopper's spread over a year in the order of the file.</summary>
    public async IAsyncEnumerable<Interaction> PurchasesAsync(DateTimeOffset end)
    {
        for (var shopper = 0; shopper < _places.Length; shopper++)
        {
            var places = _places[shopper];
            for (var index = 0; index < places.Length; index++)
            {
                yield return new Interaction
                {
                    EventId = $"{shopper}-{index}",
                    UserId = UserId(shopper),
                    ProductId = ProductId(places[index]),
                    Type = InteractionType.Purchase,
                    Timestamp = end - (Year * ((places.Length - index) / (double)places.Length)),
                };
            }
        }

        await Task.CompletedTask;
    }
}
