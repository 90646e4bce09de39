using System.Globalization;
using System.Text;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary><c>evaluate</c> and <c>tune</c> of shops that sell nothing yet, or have a log of hours.</summary>
public class PositivesTests
{
    private const int Users = 40;
    private const int Products = 12;

    [Theory]
    [InlineData("view", "", "views")]
    [InlineData("cart", "", "carts")]
    [InlineData("rating", "5", "ratings")]
    [InlineData("purchase", "", "purchases")]
    public async Task Evaluate_ShopOfOneKind_JudgesByIt(string type, string score, string expected)
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace, Lines(type, score, TimeSpan.FromDays(100)));

        var run = await CommandLineRun.OfAsync(
            "evaluate", "--data", workspace.Data, "--split", "time", "--rank", "4", "--models", "popularity,als",
            "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(expected, run.Json.GetProperty("split").GetProperty("positives").GetString());
        Assert.Equal(Users, run.Json.GetProperty("users").GetInt32());
        Assert.True(Ndcg(run, "als") > Ndcg(run, "popularity"));
    }

    [Fact]
    public async Task Evaluate_LogOfThreeHours_IsJudged()
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace, Lines("view", "", TimeSpan.FromHours(3)));
        string[] args = ["evaluate", "--data", workspace.Data, "--rank", "4", "--models", "popularity,als", "--json"];

        var fitting = await CommandLineRun.OfAsync(args);
        var byPeriod = await CommandLineRun.OfAsync([.. args, "--test-period", "36m"]);
        var byDays = await CommandLineRun.OfAsync([.. args, "--test-days", "0.025"]);
        var tune = await CommandLineRun.OfAsync(
            "tune", "--data", workspace.Data, "--rank", "4", "--trials", "2", "--bracket", "2", "--json");

        Assert.True(fitting.ExitCode == 0, fitting.Error);
        Assert.Contains("36 minutes", Protocol(byPeriod), StringComparison.Ordinal);
        Assert.Equal(Protocol(byPeriod), Protocol(byDays));
        Assert.Contains($"that asks {Users} shoppers", Protocol(fitting), StringComparison.Ordinal);
        Assert.Equal(Ndcg(byPeriod, "als"), Ndcg(fitting, "als"));
        Assert.True(tune.ExitCode == 0, tune.Error);
    }

    [Fact]
    public async Task Evaluate_NobodyComesBack_AsksForTheLastOfEach()
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace, Lines("purchase", "", TimeSpan.FromDays(100), oneDayEach: true));

        var run = await CommandLineRun.OfAsync(
            "evaluate", "--data", workspace.Data, "--rank", "4", "--models", "popularity,als", "--json");
        var byTime = await CommandLineRun.OfAsync(
            "evaluate", "--data", workspace.Data, "--split", "time", "--models", "popularity", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("leave-last-out", run.Json.GetProperty("split").GetProperty("kind").GetString());
        Assert.Equal(Users, run.Json.GetProperty("users").GetInt32());
        Assert.Equal(ExitCodes.Invalid, byTime.ExitCode);
        Assert.Contains("--split leave-last-out", Message(byTime), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_NewestPurchase_IsAskedForThoughViewsCameAfter()
    {
        // Each buys nine products of a colour, then looks at one of the other colour.
        using var workspace = new Workspace();
        var lines = Lines("purchase", "", TimeSpan.FromDays(100), oneDayEach: true);
        for (var user = 0; user < Users; user++)
            Add(lines, user, (user + 1) % Products, "view", "", Start.AddDays(200));
        await ImportAsync(workspace, lines);

        var run = await CommandLineRun.OfAsync(
            "evaluate", "--data", workspace.Data, "--split", "leave-last-out", "--rank", "4", "--models",
            "popularity,als", "--json");
        var all = await CommandLineRun.OfAsync(
            "evaluate", "--data", workspace.Data, "--split", "leave-last-out", "--rank", "4", "--models",
            "popularity,als", "--positives", "any", "--json");

        Assert.Equal("purchases", run.Json.GetProperty("split").GetProperty("positives").GetString());
        Assert.InRange(Ndcg(run, "als"), 0.5, 1);
        Assert.InRange(Ndcg(all, "als"), 0, Ndcg(run, "als") / 1.5);
    }

    [Theory]
    [InlineData("--positives is 'sales'", "--positives", "sales")]
    [InlineData("--split k-fold draws among all pairs", "--positives", "views", "--split", "k-fold")]
    [InlineData("--test-period is 'soon'", "--test-period", "soon")]
    [InlineData("--test-period is '0h'", "--test-period", "0h")]
    [InlineData("--test-days and --test-period are both there", "--test-period", "3h", "--test-days", "1")]
    [InlineData("Give --positives views", "--positives", "purchases", "--split", "time")]
    [InlineData("Give a shorter --test-period, such as 28800m", "--test-days", "365")]
    public async Task Evaluate_BadInput_NamesWhatWorks(string expected, params string[] args)
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace, Lines("view", "", TimeSpan.FromDays(100)));

        var run = await CommandLineRun.OfAsync(["evaluate", "--data", workspace.Data, .. args, "--json"]);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(expected, Message(run), StringComparison.Ordinal);
    }

    private static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A checkerboard: everybody meets five of the six products of a colour, in turn.</summary>
    private static StringBuilder Lines(string type, string score, TimeSpan length, bool oneDayEach = false)
    {
        var lines = new StringBuilder(
            "event_id,user_id,product_id,interaction_type,timestamp_interaction,interaction_score,interaction_duration,"
            + "query,order_id\n");
        for (var user = 0; user < Users; user++)
        {
            for (var step = 0; step < 5; step++)
            {
                var product = ((user % 2) + (2 * (user + step))) % Products;
                var at = oneDayEach ? length * user / Users : length * step / 4;
                Add(lines, user, product, type, score, Start + at + TimeSpan.FromSeconds(step));
            }
        }

        return lines;
    }

    private static void Add(
        StringBuilder lines, int user, int product, string type, string score, DateTimeOffset at) => lines.Append(
            CultureInfo.InvariantCulture,
            $"{type}-{user}-{product},u{user:D2},p{product:D2},{type},{at:yyyy-MM-ddTHH:mm:ssZ},{score},,,\n");

    private static async Task ImportAsync(Workspace workspace, StringBuilder lines)
    {
        var import = await CommandLineRun.OfAsync(
            "import", workspace.Write("shop.csv", lines.ToString()), "--mapping", "ayni", "--data", workspace.Data);
        Assert.True(import.ExitCode == 0, import.Error);
    }

    private static double Ndcg(CommandLineRun run, string model) => run.Json.GetProperty("models").EnumerateArray()
        .First(measured => measured.GetProperty("model").GetString() == model)
        .GetProperty("metrics").GetProperty("ndcg@10").GetDouble();

    private static string Protocol(CommandLineRun run) =>
        run.Json.GetProperty("split").GetProperty("protocol").GetString()!;

    private static string Message(CommandLineRun run) =>
        run.Json.GetProperty("error").GetProperty("message").GetString()!;
}
