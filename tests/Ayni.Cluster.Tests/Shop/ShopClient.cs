using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ayni.Cluster.Tests.Shop;

/// <summary>What the scenarios ask a gateway besides load.</summary>
internal sealed class ShopClient(HttpClient http)
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);

    /// <summary>How long to wait, such as for a training run. <value>Default 3 minutes.</value></summary>
    public TimeSpan TrainingLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>GET; fails on anything but 200.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Status, training and an answer for a known shopper work.</summary>
    /// <returns>The answer's products, for comparison.</returns>
    public async Task<string> CheckAsync(SmallShop shop)
    {
        await GetAsync("/v1/status");
        await GetAsync("/v1/training");
        await GetAsync("/v1/models");
        var answer = await GetAsync($"/v1/users/{shop.UserId(0)}/recommendations?n=5");
        Assert.Equal(5, answer.GetProperty("items").GetArrayLength());
        return answer.GetProperty("items").GetRawText();
    }

    /// <summary>
    /// As <see cref="CheckAsync"/>, of an answer from which nothing is missing: just after a start, on a machine with
    /// other work, what is popular may answer, degraded.
    /// </summary>
    public async Task<string> WholeAnswerAsync(SmallShop shop)
    {
        await CheckAsync(shop);
        var answer = await WaitForAsync(
            $"/v1/users/{shop.UserId(0)}/recommendations?n=5", answer => !answer.GetProperty("degraded").GetBoolean());
        return answer.GetProperty("items").GetRawText();
    }

    /// <summary>Sends a text; fails on anything but success.</summary>
    /// <returns>The answer; undefined where it is empty.</returns>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Starts a training run.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartTrainingAsync(string options) =>
        (await SendAsync(HttpMethod.Post, "/v1/training", options)).GetProperty("run_id").GetString()!;

    /// <summary>Waits until the run is as asked for; an answer that fails meanwhile is asked for again.</summary>
    public Task<JsonElement> WaitForTrainingAsync(Predicate<JsonElement> isThere) =>
        WaitForAsync("/v1/training", isThere);

    /// <summary>Waits until an answer is as asked for; one that fails meanwhile is asked for again.</summary>
    public async Task<JsonElement> WaitForAsync(string path, Predicate<JsonElement> isThere)
    {
        using var limit = new CancellationTokenSource(TrainingLimit);
        using var timer = new PeriodicTimer(PollPeriod);
        while (true)
        {
            using var answer = await http.GetAsync(path, limit.Token);
            if (answer.IsSuccessStatusCode)
            {
                var status = await answer.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
                if (isThere(status))
                    return status;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Trains and publishes.</summary>
    /// <returns>The version.</returns>
    public async Task<string> TrainAsync(string options)
    {
        var run = await StartTrainingAsync(options);
        await WaitForPublishedAsync(run);
        return run;
    }

    /// <summary>Waits for the end of a run, which must be a published model.</summary>
    public async Task<JsonElement> WaitForPublishedAsync(string run)
    {
        var end = await WaitForTrainingAsync(status =>
            status.GetProperty("run_id").GetString() == run && !status.GetProperty("is_running").GetBoolean());
        Assert.True(end.GetProperty("phase").GetString() == "completed", end.GetRawText());
        return end;
    }

    /// <summary>Hash of a version's factors.</summary>
    public async Task<string> HashOfAsync(string version)
    {
        var models = await GetAsync("/v1/models");
        return models.GetProperty("versions").EnumerateArray()
            .Single(model => model.GetProperty("version").GetString() == version)
            .GetProperty("content_hash").GetString()!;
    }

    /// <summary>Makes a version the one that answers.</summary>
    public Task ActivateAsync(string version) => SendAsync(HttpMethod.Post, $"/v1/models/{version}:activate");
}
