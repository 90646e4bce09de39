using System.Globalization;
using System.Text;
using Ayni.Trainer.Tests.CommandLine;

namespace Ayni.Trainer.Tests.Evaluating;

/// <summary>
/// A shop whose products all shoppers like alike, every other one dear. After the cutoff each shopper looks at a
/// product and buys dear ones they did not have.
/// </summary>
internal static class DearAndCheapShop
{
    public const int Shoppers = 40;
    public const int TestDays = 10;
    public const decimal DearPrice = 160;

    private const int Products = 48;
    private const int BoughtBefore = 14;
    private const int BoughtAfter = 3;

    private static readonly DateTimeOffset Newest = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>First moment of the test days.</summary>
    public static DateTimeOffset Cutoff { get; } = Newest.AddDays(-TestDays);

    /// <summary>Id of a shopper.</summary>
    public static string ShopperId(int shopper) => $"u{shopper:D2}";

    /// <summary>Writes it into a data directory.</summary>
    /// <param name="workspace">Where the files are.</param>
    /// <param name="data">Data directory.</param>
    /// <param name="isWhole">False: what came before the cutoff alone.</param>
    public static async Task ImportAsync(Workspace workspace, string data, bool isWhole)
    {
        var events = workspace.Write($"events-{isWhole}.csv", Events(isWhole));
        var products = workspace.Write($"products-{isWhole}.csv", Catalogue());
        var run = await CommandLineRun.OfAsync(
            "import", events, "--products", products, "--mapping", "ayni", "--data", data);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private static string Catalogue()
    {
        var csv = new StringBuilder(
            "product_id,product_name,product_description,product_category,brand,product_price,list_price,currency,"
            + "stock,parent_id,tags,added_at,attributes.variant,attributes.warranty_months\n");
        for (var product = 0; product < Products; product++)
        {
            var price = IsDear(product) ? DearPrice : 1;
            csv.Append(CultureInfo.InvariantCulture, $"{ProductId(product)},Product {product},,,,{price},,PEN,,,,,,\n");
        }

        return csv.ToString();
    }

    private static string Events(bool isWhole)
    {
        var csv = new StringBuilder(
            "event_id,user_id,product_id,interaction_type,interaction_score,timestamp_interaction,"
            + "interaction_duration,query,order_id\n");
        for (var shopper = 0; shopper < Shoppers; shopper++)
        {
            // A step prime to the number of products: each one is met, and no product twice by one shopper.
            int[] order = [.. Enumerable.Range(0, Products).Select(place => ((shopper * 5) + (place * 7)) % Products)];
            for (var place = 0; place < BoughtBefore; place++)
                Add(shopper, order[place], "purchase", Cutoff.AddDays(-1 - place).AddMinutes(-shopper));
            if (!isWhole)
                continue;
            Add(shopper, order[BoughtBefore], "view", Cutoff.AddHours(1));
            foreach (var product in order.Skip(BoughtBefore).Where(IsDear).Take(BoughtAfter))
                Add(shopper, product, "purchase", Newest);
        }

        return csv.ToString();

        void Add(int shopper, int product, string type, DateTimeOffset time) => csv.Append(
            CultureInfo.InvariantCulture,
            $"{shopper}-{product}-{type},{ShopperId(shopper)},{ProductId(product)},{type},,{time:O},,,\n");
    }

    private static bool IsDear(int product) => product % 2 == 1;

    private static string ProductId(int product) => $"p{product:D2}";
}
