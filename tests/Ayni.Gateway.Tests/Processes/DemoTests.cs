using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Gateway.Tests.Telemetry;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Processes;

public sealed class DemoTests
{
    private const int MostTries = 6_000;

    // Clicks of one second count alike: those of a test could share one or not.
    private static readonly TimeSpan PersonsPause = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Demo_StartedStoppedStartedAgain_AnswersTheSame()
    {
        using var folder = new TemporaryFolder();
        string userId, items, similar, events, model;
        using (var first = await GatewayProcess.StartAsync(folder.Path, "--demo"))
        {
            await first.WaitForDemoAsync();
            userId = ShopperIn(first.Output);
            items = await ItemsAsync(first.Client, userId);
            similar = await SimilarAsync(first.Client, items);
            var status = await first.Client.GetAsync("/v1/status");
            (events, model) = ($"{status["log_head"]}", status.String("active_model")!);
            Assert.Equal("completed", status.String("training_phase"));
            Assert.Contains(FirstNameIn(items), first.Output, StringComparison.Ordinal);
            Assert.Contains("curl '", first.Output, StringComparison.Ordinal);

            Assert.Equal(0, await first.InterruptAsync());

            Assert.EndsWith("Stopped.", first.Output.TrimEnd(), StringComparison.Ordinal);
        }

        using var second = await GatewayProcess.StartAsync(folder.Path, "--demo");
        await second.WaitForDemoAsync();

        Assert.Contains("The shop is there", second.Output, StringComparison.Ordinal);
        Assert.Contains("The model is there", second.Output, StringComparison.Ordinal);
        Assert.Equal(userId, ShopperIn(second.Output));
        Assert.Equal(items, await ItemsAsync(second.Client, userId));
        Assert.Equal(similar, await SimilarAsync(second.Client, items));
        var again = await second.Client.GetAsync("/v1/status");
        Assert.Equal(events, $"{again["log_head"]}");
        Assert.Equal(model, again.String("active_model"));
        await AssertScenesAsync(second.Client);
    }

    [Fact]
    public async Task Demo_KilledWhileFillingAndWhileTraining_IsMadeUpForByTheNext()
    {
        using var folder = new TemporaryFolder();
        using (var filling = await GatewayProcess.StartAsync(folder.Path, "--demo"))
        {
            await WaitForAsync(filling.Client, "/v1/status", status => status["log_head"].GetInt64() > 0);
            await filling.KillAsync();
        }

        using (var training = await GatewayProcess.StartAsync(folder.Path, "--demo"))
        {
            await WaitForAsync(training.Client, "/v1/training", status => status["sweeps_done"].GetInt32() > 0);
            await training.KillAsync();
        }

        using var next = await GatewayProcess.StartAsync(folder.Path, "--demo");
        await next.WaitForDemoAsync();

        Assert.Contains("Going on with training run", next.Output, StringComparison.Ordinal);
        var answer = await next.Client.GetAsync("/v1/status");
        Assert.Equal(100_000, answer["log_head"].GetInt64());
        Assert.Equal("completed", answer.String("training_phase"));
        Assert.Equal(1, answer["models"].GetInt32());
    }

    [Fact]
    public async Task Interrupt_WhileTrainingIsWatched_EndsTheStreamAndStopsCleanly()
    {
        using var folder = new TemporaryFolder();
        using var gateway = await GatewayProcess.StartAsync(folder.Path, "--demo");
        await WaitForAsync(gateway.Client, "/v1/training", status => status["is_running"].GetBoolean());
        using var response = await gateway.Client.Http.GetAsync(
            "/v1/training/events", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.StartsWith("event: progress", await lines.ReadLineAsync(), StringComparison.Ordinal);

        var exitCode = await gateway.InterruptAsync();

        Assert.True(exitCode == 0, $"Ended with {exitCode}:\n{gateway.Output}");
        var rest = await lines.ReadToEndAsync();
        Assert.DoesNotContain("event: end", rest, StringComparison.Ordinal);
        Assert.Contains("Stopped before the demo was ready", gateway.Output, StringComparison.Ordinal);
        Assert.EndsWith("Stopped.", gateway.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DirectoryInUse_SaysSoAndEnds()
    {
        using var folder = new TemporaryFolder();
        using var first = await GatewayProcess.StartAsync(folder.Path);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayProcess.StartAsync(folder.Path));

        Assert.Contains("Ayni cannot start: ", error.Message, StringComparison.Ordinal);
    }

    // What the page of the demo shows is what it answers.
    private static async Task AssertScenesAsync(GatewayClient client)
    {
        var page = string.Join(' ', DeployFiles.Read("gateway/Demo/README.md").Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        const string Ana = "/v1/users/ana/recommendations?explain=true&n=";
        await AssertSceneAsync(Ana + "5", 5);
        var clicked = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        foreach (var (productId, count) in new[] { ("JUG-00718", 3), ("JUG-00436", 3), ("COC-00475", 5) })
        {
            clicked += PersonsPause;
            var seen = await client.PostAsync(
                "/v1/events?wait=applied",
                $$"""
                {"user_id": "ana", "product_id": "{{productId}}", "interaction_type": "view",
                 "timestamp_interaction": "{{clicked:O}}"}
                """);
            seen.AssertOk(System.Net.HttpStatusCode.Accepted);
            await AssertSceneAsync(Ana + count, count);
        }

        await AssertSceneAsync("/v1/recommendations?scenario=cart&cart=COC-00145,COC-00169&n=3&explain=true", 3);
        await AssertSceneAsync("/v1/users/c000042/recommendations?scenario=deals&n=4&explain=true", 4);

        async Task AssertSceneAsync(string path, int count)
        {
            var answer = await client.GetAsync(path);
            answer.AssertOk();
            var lines = answer["items"].EnumerateArray().Select(LineOf).ToArray();
            Assert.Equal(count, lines.Length);
            Assert.True(
                page.Contains(string.Join(' ', lines), StringComparison.Ordinal),
                $"{path} answers otherwise:\n{string.Join('\n', lines)}");
        }
    }

    private static string LineOf(JsonElement item, int place)
    {
        var (price, list) = (item.GetProperty("product_price").GetRawText(), item.GetProperty("list_price"));
        var before = list.ValueKind == JsonValueKind.Number && list.GetRawText() != price
            ? $", antes {list.GetRawText()}"
            : "";
        return $"{place + 1}. {item.GetProperty("product_name").GetString()}, S/ {price}{before}: "
            + $"*{item.GetProperty("reason").GetString()}*";
    }

    private static async Task WaitForAsync(GatewayClient client, string path, Predicate<Answer> isThere)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        for (var tries = 0; tries < MostTries && await timer.WaitForNextTickAsync(); tries++)
        {
            if (isThere(await client.GetAsync(path)))
                return;
        }

        Assert.Fail($"{path} never answered what was waited for.");
    }

    private static async Task<string> ItemsAsync(GatewayClient client, string userId)
    {
        var answer = await client.GetAsync($"/v1/users/{userId}/recommendations?n=5");
        answer.AssertOk();
        Assert.Equal("collaborative", answer.String("source"));
        Assert.Equal(5, answer["items"].GetArrayLength());
        return answer["items"].GetRawText();
    }

    private static async Task<string> SimilarAsync(GatewayClient client, string items)
    {
        var productId = JsonDocument.Parse(items).RootElement[0].GetProperty("product_id").GetString();
        var answer = await client.GetAsync($"/v1/products/{productId}/similar?n=5");
        answer.AssertOk();
        return answer["items"].GetRawText();
    }

    private static string ShopperIn(string output) =>
        output.Split('\n').Single(line => line.StartsWith("Shopper ", StringComparison.Ordinal)).Split(' ')[1];

    private static string FirstNameIn(string items) =>
        JsonDocument.Parse(items).RootElement[0].GetProperty("product_name").GetString()!;
}
