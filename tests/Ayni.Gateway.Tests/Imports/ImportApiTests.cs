using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ayni.Domain.Imports;
using Ayni.Gateway.Imports;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Imports;

public sealed class ImportApiTests
{
    private const string Sales =
        """
        cliente;producto;fecha;cantidad;precio
        c1;p1;13/02/2026 10:00;1;12,90
        c1;p2;13/02/2026 10:05;2;1.234,50
        c2;p1;14/02/2026 09:00;1;12,90
        c2;p1;mañana;1;12,90
        """;

    private const string Mapping =
        """
        {
          "name": "mine",
          "interactions": { "type": "view", "columns": { "user": "u", "product": "p", "timestamp": "t" } }
        }
        """;

    private const string Catalogue = "sku;nombre;precio\np1;Café molido;S/ 12.90\np2;Añejo;S/ 99.00\n";

    [Fact]
    public async Task Post_File_IsImportedAndSentAgainCountsOnce()
    {
        await using var gateway = await RunningGateway.StartAsync();

        var accepted = await SendAsync(gateway, "?type=purchase&file_name=ventas.csv", Encoding.UTF8.GetBytes(Sales));
        var first = await EndedAsync(gateway, accepted);
        var second = await EndedAsync(
            gateway, await SendAsync(gateway, "?type=purchase", Encoding.UTF8.GetBytes(Sales)));

        accepted.AssertOk(HttpStatusCode.Accepted);
        Assert.Equal($"/v1/imports/{accepted.String("id")}", accepted.Response.Headers.Location!.ToString());
        Assert.Equal(("completed", "ventas.csv"), (first.String("state"), first.String("files.0.name")));
        Assert.Equal((3, 0), (first["appended"].GetInt32(), first["duplicates"].GetInt32()));
        Assert.Equal((4, 3, 1), Rows(first, "interactions"));
        Assert.Equal((5, "mañana"), (
            first["interactions.bad_rows.0.line"].GetInt32(), first.String("interactions.bad_rows.0.value")));
        Assert.Equal((0, 3), (second["appended"].GetInt32(), second["duplicates"].GetInt32()));
        Assert.Equal(3, (await gateway.Client.GetAsync("/v1/status"))["log_head"].GetInt64());
        var listed = await gateway.Client.GetAsync("/v1/imports");
        Assert.Equal(
            [second.String("id"), first.String("id")],
            listed["imports"].EnumerateArray().Select(import => import.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Post_FormOfTwoFilesCompressed_BringsInteractionsAndCatalogue()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Gzip(Sales)), "file", "../../ventas.csv.gz" },
            { new StringContent(Catalogue), "products", "catálogo.csv" },
        };

        var accepted = await PostAsync(gateway, "?type=purchase", form);
        var ended = await EndedAsync(gateway, accepted);

        Assert.Equal("completed", ended.String("state"));
        Assert.Equal(
            [("ventas.csv.gz", "interactions"), ("catálogo.csv", "products")],
            ended["files"].EnumerateArray().Select(file => (
                file.GetProperty("name").GetString(), file.GetProperty("kind").GetString())));
        Assert.Equal((3, 2), (ended["appended"].GetInt32(), ended["products_written"].GetInt32()));
        Assert.Equal("Café molido", (await gateway.Client.GetAsync("/v1/products/p1")).String("product.product_name"));
    }

    [Fact]
    public async Task Post_OwnMapping_IsTaken()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("u,p,t\na,b,2026-01-02\n"), "file", "x.csv" },
            { new StringContent(Mapping), "mapping" },
        };

        var ended = await EndedAsync(gateway, await PostAsync(gateway, "", form));

        Assert.Equal(("completed", "mine"), (ended.String("state"), ended.String("mapping.name")));
    }

    [Fact]
    public async Task Post_TwoFilesWithoutNamesOrKeys_BothGoIn()
    {
        await using var gateway = await RunningGateway.StartAsync();

        foreach (var user in new[] { "a", "b" })
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent($"u,p,t\n{user},p1,2026-01-02\n"), "file" },
                { new StringContent(Mapping), "mapping" },
            };
            Assert.Equal(1, (await EndedAsync(gateway, await PostAsync(gateway, "", form)))["appended"].GetInt32());
        }
    }

    [Fact]
    public async Task Post_Check_LooksAndTakesNothing()
    {
        await using var gateway = await RunningGateway.StartAsync();

        var look = await SendAsync(
            gateway, "?check=true&type=purchase&file_name=ventas.csv", Encoding.UTF8.GetBytes(Sales));

        look.AssertOk();
        Assert.Equal(("ventas.csv", "cliente"), (
            look.String("files.0.file"), look.String("files.0.columns.0.column")));
        Assert.Equal((4, 3, 1), Rows(look, "interactions"));
        Assert.Equal(("c1", "purchase"), (
            look.String("first_interactions.0.user_id"), look.String("first_interactions.0.interaction_type")));
        Assert.Equal(0, (await gateway.Client.GetAsync("/v1/imports"))["imports"].GetArrayLength());
        Assert.Equal(0, (await gateway.Client.GetAsync("/v1/status"))["log_head"].GetInt64());
        Assert.Empty(LeftIn(SpoolOf(gateway)));
    }

    [Fact]
    public async Task Post_SomethingOpen_IsRefusedWithTheParameterThatAnswersIt()
    {
        await using var gateway = await RunningGateway.StartAsync();
        const string Open = "user,product,date\na,p,02/01/2026\nb,q,03/01/2026\n";

        var refused = await SendAsync(gateway, "", Encoding.UTF8.GetBytes(Open));
        var taken = await SendAsync(gateway, "?type=view&dates=day-first", Encoding.UTF8.GetBytes(Open));

        refused.AssertRefused(400, "invalid", "file");
        var remedies = refused["errors"].EnumerateArray().Select(error => error.GetProperty("remedy").GetString()!);
        Assert.Contains("Say dates=day-first or dates=month-first.", remedies);
        Assert.DoesNotContain("--", refused.Text, StringComparison.Ordinal);
        Assert.Equal("completed", (await EndedAsync(gateway, taken)).String("state"));
    }

    [Fact]
    public async Task Post_NothingKept_Fails()
    {
        await using var gateway = await RunningGateway.StartAsync();
        const string Bad = "user,product,timestamp\n,p,2026-01-02\n,q,2026-01-03\n";

        var ended = await EndedAsync(gateway, await SendAsync(
            gateway, "?type=view&column=user=user,product=product,timestamp=timestamp", Encoding.UTF8.GetBytes(Bad)));

        Assert.Equal("failed", ended.String("state"));
        Assert.Matches("^No row of 'upload-[0-9a-f]{16}' was kept: 2 of 2", ended.String("problem")!);
    }

    [Theory]
    [InlineData("", "", "file")]
    [InlineData("?currency=soles", "x", "currency")]
    [InlineData("?currency=pen", "x", "currency")]
    [InlineData("?mapping=onlin", "x", "mapping")]
    [InlineData("?type=buy", "x", "type")]
    [InlineData("?type=B%C3%A1lsamo", "x", "type")]
    [InlineData("?type_value=Boda", "x", "type_value")]
    [InlineData("?type_value=Boda=boda", "x", "type_value")]
    [InlineData("?own_type=boda", "x", "own_type")]
    [InlineData("?cancellations=returns", "x", "cancellations")]
    [InlineData("?own_type=boda=1000", "x", "own_type")]
    [InlineData("?dates=dmy", "x", "dates")]
    [InlineData("?chek=true", "x", "chek")]
    [InlineData("?bad_rows=5000", "x", "bad_rows")]
    public async Task Post_BadRequest_NamesTheField(string query, string body, string field)
    {
        await using var gateway = await RunningGateway.StartAsync();

        (await SendAsync(gateway, query, Encoding.UTF8.GetBytes(body))).AssertRefused(400, "invalid", field);

        Assert.Empty(LeftIn(SpoolOf(gateway)));
    }

    [Fact]
    public async Task Post_TooLarge_IsRefusedAndLeavesNothing()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Imports:MaxMiB=1");

        var refused = await SendAsync(gateway, "", new byte[(1024 * 1024) + 1]);

        refused.AssertRefused(413, "too_large");
        Assert.Empty(LeftIn(SpoolOf(gateway)));
    }

    [Fact]
    public async Task Restart_AcceptedButNotTaken_GoesIn()
    {
        using var folder = new TemporaryFolder();
        string id;
        await using (var gateway = await RunningGateway.StartAsync(folder.Path))
        {
            var ended = await EndedAsync(gateway, await SendAsync(
                gateway, "?type=purchase&file_name=ventas.csv", Encoding.UTF8.GetBytes(Sales)));
            id = ended.String("id")!;
            await Eventually.HoldsAsync(
                () => Task.FromResult(LeftIn(SpoolOf(gateway)).Length == 0), "the files being deleted");
            await LeaveOverAsync(gateway, ended);
        }

        await using var next = await RunningGateway.StartAsync(folder.Path);
        await Eventually.HoldsAsync(
            () => Task.FromResult(LeftIn(Path.Combine(folder.Path, "imports")).Length == 0), "the files being taken");
        var again = await EndedAsync(next, id);

        Assert.Equal(("completed", 0, 3), (
            again.String("state"), again["appended"].GetInt32(), again["duplicates"].GetInt32()));
        (await next.Client.DeleteAsync($"/v1/imports/{id}")).AssertRefused(409, "conflict");
        (await next.Client.GetAsync("/v1/imports/nothing")).AssertRefused(404, "not_found", "import");
    }

    [Fact]
    public async Task Start_ARequestThatCannotBeRead_IsLeftAndTheRestGoesOn()
    {
        using var folder = new TemporaryFolder();
        var left = Path.Combine(folder.Path, "imports", "0");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "request.json"), "{");

        await using var gateway = await RunningGateway.StartAsync(folder.Path);
        var ended = await EndedAsync(
            gateway, await SendAsync(gateway, "?type=purchase", Encoding.UTF8.GetBytes(Sales)));

        Assert.Equal("completed", ended.String("state"));
        Assert.True(File.Exists(Path.Combine(left, "request.json")));
    }

    [Fact]
    public async Task Get_UnderWayInAProcessThatIsGone_IsInterrupted()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var ended = await EndedAsync(
            gateway, await SendAsync(gateway, "?type=purchase", Encoding.UTF8.GetBytes(Sales)));
        var store = gateway.App.Services.GetRequiredService<ImportStore>();
        var import = (await store.FindAsync(ended.String("id")!, CancellationToken.None))!;
        await store.WriteAsync(import with
        {
            State = ImportState.Running,
            UpdatedAt = import.UpdatedAt.AddMinutes(-2),
        });

        var shown = await gateway.Client.GetAsync($"/v1/imports/{import.Id}");

        Assert.Equal("interrupted", shown.String("state"));
        Assert.Contains("do not count twice", shown.String("problem"), StringComparison.Ordinal);
    }

    /// <summary>What a process leaves that was killed after it had accepted an import.</summary>
    private static async Task LeaveOverAsync(RunningGateway gateway, Answer ended)
    {
        using var spool = new ImportSpool(SpoolOf(gateway));
        var id = ended.String("id")!;
        Assert.True(spool.TryHold(id));
        await spool.WriteAsync(id, 0, "ventas.csv", new MemoryStream(Encoding.UTF8.GetBytes(Sales)), default);
        await spool.AcceptAsync(
            new SpooledImport
            {
                Id = id,
                CreatedAt = ended["created_at"].GetDateTimeOffset(),
                Files = [new ImportedFile("ventas.csv", ImportTarget.Interactions, Sales.Length)],
                Mapping = ended["mapping"].GetRawText(),
                Notes = [],
                Options = new() { Currency = "PEN" },
            },
            default);
    }

    private static string SpoolOf(RunningGateway gateway) => Path.GetDirectoryName(
        gateway.App.Services.GetRequiredService<ImportSpool>().FolderOf("x"))!;

    private static string[] LeftIn(string spool) =>
        Directory.Exists(spool) ? Directory.GetDirectories(spool) : [];

    private static (int Read, int Kept, int Refused) Rows(Answer answer, string of) => (
        answer[$"{of}.read"].GetInt32(), answer[$"{of}.kept"].GetInt32(), answer[$"{of}.refused"].GetInt32());

    private static Task<Answer> SendAsync(RunningGateway gateway, string query, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return PostAsync(gateway, query, content);
    }

    private static async Task<Answer> PostAsync(RunningGateway gateway, string query, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports{query}") { Content = content };
        request.Headers.ExpectContinue = true;
        var response = await gateway.Client.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response);
    }

    private static Task<Answer> EndedAsync(RunningGateway gateway, Answer accepted)
    {
        accepted.AssertOk(HttpStatusCode.Accepted);
        return EndedAsync(gateway, accepted.String("id")!);
    }

    private static async Task<Answer> EndedAsync(RunningGateway gateway, string id)
    {
        var answer = await gateway.Client.GetAsync($"/v1/imports/{id}");
        await Eventually.HoldsAsync(
            async () =>
            {
                answer = await gateway.Client.GetAsync($"/v1/imports/{id}");
                return answer.String("state") is not ("queued" or "running");
            },
            "the end of an import");
        return answer;
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
