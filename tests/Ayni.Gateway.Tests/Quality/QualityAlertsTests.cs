using System.Net;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Gateway.Quality;
using Ayni.Quality;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Gateway.Tests.Quality;

public sealed class QualityAlertsTests
{
    private const string Secret = "a-secret-of-the-shop";

    // HMAC-SHA256, by Python's hmac.new(b"a-secret-of-the-shop", b'1767225600.{"a":1}', "sha256").
    [Fact]
    public void Signature_KnownKeyTimeAndBody_IsPythons() =>
        Assert.Equal(
            "t=1767225600,v1=81fd3e9c115a4f196eb6d0ebf85d7e2a4af8d0e8711d24383615a24c9f974e5e",
            AlertSignature.Of(Secret, DateTimeOffset.FromUnixTimeSeconds(1767225600), """{"a":1}"""));

    [Fact]
    public async Task Tell_Findings_AreSignedAndToldOnce()
    {
        var shop = new Shop();

        await shop.TellAsync(Report("price", Severity.Major));
        await shop.TellAsync(Report("price", Severity.Major));

        var (body, signature, _) = Assert.Single(shop.Taken);
        Assert.Equal(AlertSignature.Of(Secret, shop.Clock.GetUtcNow(), body), signature);
        Assert.Contains("quality.findings", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_NothingShifts_TellsNobody()
    {
        var shop = new Shop();

        await shop.TellAsync(Report(null, Severity.None));

        Assert.Empty(shop.Taken);
    }

    [Fact]
    public async Task Tell_OtherFindingsThenNone_AreToldEach()
    {
        var shop = new Shop();

        await shop.TellAsync(Report("price", Severity.Major));
        await shop.TellAsync(Report("brand", Severity.Moderate));
        await shop.TellAsync(Report(null, Severity.None));

        Assert.Equal(3, shop.Taken.Count);
        Assert.Contains("quality.settled", shop.Taken[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_ReceiverDown_TriesSoOftenAndTheNextProcessGoesOn()
    {
        var shop = new Shop { Status = HttpStatusCode.InternalServerError };
        await shop.TellAsync(Report("price", Severity.Major));

        Assert.Equal(QualityAlerts.MaxAttempts, shop.Asked);
        Assert.Empty(shop.Taken);

        // Another object over the same store stands for the next process.
        shop.Status = HttpStatusCode.OK;
        await shop.TellAsync(Report("price", Severity.Major));
        await shop.TellAsync(Report("price", Severity.Major));

        Assert.Single(shop.Taken);
        Assert.StartsWith("7-", shop.Taken[0].Delivery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(QualityJobOptions.Every))]
    [InlineData(nameof(QualityJobOptions.MostRows))]
    [InlineData(nameof(QualityJobOptions.Webhook))]
    [InlineData(nameof(QualityJobOptions.WebhookSecret))]
    public void Validate_OutOfRange_NamesTheSetting(string name)
    {
        var options = name switch
        {
            nameof(QualityJobOptions.Every) => new QualityJobOptions { Every = TimeSpan.FromSeconds(1) },
            nameof(QualityJobOptions.MostRows) => new QualityJobOptions { MostRows = 0 },
            nameof(QualityJobOptions.Webhook) => new QualityJobOptions { Webhook = "ftp://x" },
            _ => new QualityJobOptions { Webhook = "https://shop.example/hook", WebhookSecret = "short" },
        };

        var problem = Assert.Throws<AyniException>(options.Validate);

        Assert.StartsWith($"Ayni:Quality:{name} is ", problem.Message, StringComparison.Ordinal);
        new QualityJobOptions().Validate();
    }

    private static QualityReport Report(string? column, Severity severity)
    {
        var period = new PeriodFacts(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), "a day", 1, 1, 1);
        return new QualityReport
        {
            GeneratedAt = DateTimeOffset.UnixEpoch,
            FromPosition = 1,
            ToPosition = 7,
            Reference = period,
            Current = period,
            Severity = severity,
            IsUndecided = false,
            Headline = "A headline.",
            Summary = "A summary.",
            Findings = column is null ? [] : [new Finding(severity, column, column, "What.", "Means.", "Do.")],
            Columns = [],
            Volume = new VolumeReport
            {
                ReferencePerDay = 1,
                CurrentPerDay = 1,
                ReferenceByHour = new double[24],
                CurrentByHour = new double[24],
                Days = [],
            },
            Moves = [],
            Products = 0,
            Catalogue = [],
            Notes = [],
            Options = new QualityOptions(),
        };
    }

    /// <summary>A receiver of alerts, and a store that outlives the objects that write to it.</summary>
    private sealed class Shop : HttpMessageHandler, IHttpClientFactory, IModelStore
    {
        private readonly Dictionary<string, byte[]> _values = [];

        public FakeTimeProvider Clock { get; } = new() { AutoAdvanceAmount = TimeSpan.Zero };

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public int Asked { get; private set; }

        public List<(string Body, string Signature, string Delivery)> Taken { get; } = [];

        public async Task TellAsync(QualityReport report)
        {
            var alerts = new QualityAlerts(
                new QualityStore(this, NullLogger<QualityStore>.Instance),
                new QualityJobOptions { Webhook = "https://shop.example/hook", WebhookSecret = Secret },
                this,
                Clock,
                NullLogger<QualityAlerts>.Instance);
            var told = alerts.TellAsync(report, CancellationToken.None);
            while (!told.IsCompleted)
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
                await Task.Yield();
            }

            await told;
        }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        public Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
        {
            _values[key] = value.ToArray();
            return Task.CompletedTask;
        }

        public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
            Task.FromResult(_values.GetValueOrDefault(key));

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<string>>([.. _values.Keys.Order(StringComparer.Ordinal)]);

        public Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default) =>
            Task.FromResult(0);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            if (Status == HttpStatusCode.OK)
            {
                Taken.Add((
                    await request.Content!.ReadAsStringAsync(cancellationToken),
                    request.Headers.GetValues(AlertSignature.Header).Single(),
                    request.Headers.GetValues("Ayni-Delivery").Single()));
            }

            return new HttpResponseMessage(Status);
        }
    }
}
