using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ayni.Gateway.Json;
using Ayni.Quality;

namespace Ayni.Gateway.Quality;

/// <summary>
/// Posts findings as they change, at least once: what is to be told is on disk before it is tried, and what was taken
/// is noted after it. A receiver knows a repetition by <c>Ayni-Delivery</c>.
/// </summary>
internal sealed class QualityAlerts(
    QualityStore store,
    QualityJobOptions options,
    IHttpClientFactory clients,
    TimeProvider clock,
    ILogger<QualityAlerts> logger)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "quality-alerts";

    /// <summary>Times one message is tried after a report; the next report tries as often again.</summary>
    public const int MaxAttempts = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Tells of a report where it says other things than the last one told, or where that one was not taken.
    /// Idempotent.
    /// </summary>
    public async Task TellAsync(QualityReport report, CancellationToken cancellationToken)
    {
        if (options.Webhook is null)
            return;
        var alert = await store.ReadAlertAsync(cancellationToken);
        var fingerprint = FingerprintOf(report);
        var isFirstAndQuiet = alert is null && report.Severity == Severity.None;
        if (!isFirstAndQuiet && alert?.Fingerprint != fingerprint)
        {
            alert = new AlertState(fingerprint, $"{report.ToPosition}-{fingerprint[..16]}", BodyOf(report), 0, null);
            await store.WriteAlertAsync(alert, cancellationToken);
        }

        await DeliverAsync(alert, cancellationToken);
    }

    private async Task DeliverAsync(AlertState? alert, CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        for (var attempt = 1; alert is { DeliveredAt: null } && attempt <= MaxAttempts; attempt++)
        {
            var problem = await PostAsync(alert, cancellationToken);
            alert = alert with
            {
                Attempts = alert.Attempts + 1,
                DeliveredAt = problem is null ? clock.GetUtcNow() : null,
            };
            await store.WriteAlertAsync(alert, cancellationToken);
            if (problem is null)
                return;
            logger.LogWarning(
                "The webhook did not take {DeliveryId}, attempt {Attempt}: {Problem}", alert.DeliveryId, attempt,
                problem);
            if (attempt == MaxAttempts)
                return;
            await Task.Delay(wait, clock, cancellationToken);
            wait *= 2;
        }
    }

    /// <returns>What went wrong; null: it was taken.</returns>
    private async Task<string?> PostAsync(AlertState alert, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Webhook)
        {
            Content = new StringContent(alert.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(
            AlertSignature.Header, AlertSignature.Of(options.WebhookSecret!, clock.GetUtcNow(), alert.Body));
        request.Headers.Add("Ayni-Delivery", alert.DeliveryId);
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"answered {(int)answer.StatusCode}";
        }
        catch (Exception exception) when (
            exception is HttpRequestException || !cancellationToken.IsCancellationRequested)
        {
            return exception.Message;
        }
    }

    private static string FingerprintOf(QualityReport report)
    {
        var findings = report.Findings.Select(finding => $"{finding.Name} {finding.Severity}")
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', findings))));
    }

    private static string BodyOf(QualityReport report) => JsonSerializer.Serialize(
        new
        {
            type = report.Findings.Count == 0 ? "quality.settled" : "quality.findings",
            report.GeneratedAt,
            report.Severity,
            report.Headline,
            report.Summary,
            report.Findings,
        },
        WireFormat.Options);
}
