using System.Net;
using System.Text;
using Ayni.Data.Import.Rejected;
using Ayni.Domain.Errors;
using Ayni.Gateway.Imports;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Imports;

/// <summary>Every refused row of an import.</summary>
public sealed class ImportRejectedTests
{
    private const int Refused = 4_000;

    private const string Query =
        "?file_name=e.csv&type=view&bad_rows=1&dates=day-first"
        + "&column=user=cliente,product=producto,timestamp=fecha";

    private static readonly string Events = "cliente,producto,fecha\nana,p1,13/02/2026 10:00\n"
        + string.Concat(Enumerable.Range(0, 2 * Refused).Select(at =>
            $"ana,p1,{(at % 2 == 0 ? "14/02/2026 10:00" : $"\"nunca, {at}\"")}\n"));

    [Fact]
    public async Task Rejected_EveryRow_AsNdjsonAndCsv()
    {
        await using var gateway = await RunningGateway.StartAsync();

        var ended = await EndedAsync(gateway, await SendAsync(gateway, Query, Events));
        var path = $"/v1/imports/{ended.String("id")}/rejected";
        var ndjson = await gateway.Client.GetAsync(path);
        var csv = await gateway.Client.GetAsync($"{path}?format=csv");

        Assert.Equal(("completed", Refused), (ended.String("state"), ended["rejected_rows"].GetInt32()));
        Assert.Equal(("application/x-ndjson", "text/csv"), (TypeOf(ndjson), TypeOf(csv)));
        var rows = Lines(ndjson).Select(NdjsonRejectedRows.Parse).ToList();
        Assert.Equal(Refused, rows.Count);
        Assert.Equal(("e.csv", 4L, "bad_time"), (rows[0].File, rows[0].Line, rows[0].Reason));
        Assert.Equal(("fecha", "nunca, 7999"), (rows[^1].Column, rows[^1].Value));
        Assert.DoesNotContain("--", ndjson.Text, StringComparison.Ordinal);
        Assert.Equal("file,line,reason,column,value,remedy", Lines(csv)[0]);
        Assert.Equal(Refused + 1, Lines(csv).Length);
        Assert.StartsWith("e.csv,8002,bad_time,fecha,\"nunca, 7999\",", Lines(csv)[^1], StringComparison.Ordinal);
        (await gateway.Client.GetAsync($"{path}?format=xml")).AssertRefused(400, "invalid", "format");
    }

    [Fact]
    public async Task Rejected_MoreThanAreKept_TheFirstAreAndTheAnswerSaysHowMany()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Imports:MaxRejectedMiB=1");
        var many = Events + string.Concat(Enumerable.Range(0, 6_000).Select(_ => $"ana,p1,{new string('x', 60)}\n"));

        var ended = await EndedAsync(gateway, await SendAsync(gateway, Query, many));
        var rows = Lines(await gateway.Client.GetAsync($"/v1/imports/{ended.String("id")}/rejected"));

        Assert.Equal(Refused + 6_000, ended["interactions.refused"].GetInt32());
        Assert.Equal(ended["rejected_rows"].GetInt32(), rows.Length);
        Assert.InRange(rows.Length, 1, Refused + 5_999);
    }

    [Fact]
    public async Task Rejected_NoneKeptOrRefused_IsEmpty()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Imports:MaxRejectedMiB=0");

        var ended = await EndedAsync(gateway, await SendAsync(gateway, Query, Events));
        var rejected = await gateway.Client.GetAsync($"/v1/imports/{ended.String("id")}/rejected");

        rejected.AssertOk();
        Assert.Equal(("", 0), (rejected.Text, ended["rejected_rows"].GetInt32()));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(SpoolOf(gateway).FolderOf("x"))!));
    }

    [Fact]
    public async Task Rejected_UnknownUnderWayOrElsewhere_SaysSo()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var ended = await EndedAsync(gateway, await SendAsync(gateway, Query, Events));
        var path = $"/v1/imports/{ended.String("id")}/rejected";
        var store = gateway.App.Services.GetRequiredService<ImportStore>();
        await Eventually.HoldsAsync(
            () => Task.FromResult(!Directory.Exists(SpoolOf(gateway).FolderOf(ended.String("id")!))),
            "the end being told");
        var import = (await store.FindAsync(ended.String("id")!, CancellationToken.None))!;

        (await gateway.Client.GetAsync("/v1/imports/nothing/rejected")).AssertRefused(404, "not_found", "import");
        File.Delete(SpoolOf(gateway).RejectedPathOf(import.Id));
        (await gateway.Client.GetAsync(path)).AssertRefused(404, "not_found");
        await store.WriteAsync(import with { State = ImportState.Running });
        await Eventually.HoldsAsync(
            async () => (await gateway.Client.GetAsync(path)).Status == HttpStatusCode.Conflict,
            "an import under way having no rows yet");
    }

    [Fact]
    public void PruneRejected_ImportsToldOfOrUnderWay_KeepTheirRows()
    {
        using var folder = new TemporaryFolder();
        using var spool = new ImportSpool(folder.Path);
        foreach (var id in new[] { "told", "running", "forgotten" })
        {
            using var rows = new SpooledRejectedRows(spool.RejectedPathOf(id), 1_000);
            rows.Add(new RejectedRow("e.csv", 2, "no_user", "u", null, null));
        }

        Assert.True(spool.TryHold("running"));
        spool.PruneRejected(new HashSet<string> { "told" });

        Assert.Equal(
            (true, true, false),
            (File.Exists(spool.RejectedPathOf("told")), File.Exists(spool.RejectedPathOf("running")),
                File.Exists(spool.RejectedPathOf("forgotten"))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65_537)]
    public void Validate_RejectedOutOfRange_IsRefused(long size) => Assert.Contains(
        "MaxRejectedMiB",
        Assert.Throws<AyniException>(() => new ImportJobOptions { MaxRejectedMiB = size }.Validate()).Message,
        StringComparison.Ordinal);

    private static ImportSpool SpoolOf(RunningGateway gateway) =>
        gateway.App.Services.GetRequiredService<ImportSpool>();

    private static string? TypeOf(Answer answer) => answer.Response.Content.Headers.ContentType?.MediaType;

    private static string[] Lines(Answer answer)
    {
        answer.AssertOk();
        return answer.Text.TrimEnd('\n').Split('\n');
    }

    private static async Task<Answer> SendAsync(RunningGateway gateway, string query, string events)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(events));
        var response = await gateway.Client.Http.PostAsync($"/v1/imports{query}", content);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response);
    }

    private static async Task<Answer> EndedAsync(RunningGateway gateway, Answer accepted)
    {
        accepted.AssertOk(HttpStatusCode.Accepted);
        var answer = accepted;
        await Eventually.HoldsAsync(
            async () =>
            {
                answer = await gateway.Client.GetAsync($"/v1/imports/{accepted.String("id")}");
                return answer.String("state") is not ("queued" or "running");
            },
            "the end of an import");
        return answer;
    }
}
