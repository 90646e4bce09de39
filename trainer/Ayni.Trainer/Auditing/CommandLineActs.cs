using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Auditing;

/// <summary>
/// Writes what the command line does into the audit trail of the data it does it to, as a gateway writes what it is
/// asked for: before it is done, and how it ended.
/// </summary>
internal static class CommandLineActs
{
    /// <summary>Code of an act that Ctrl-C ended.</summary>
    private const string Cancelled = "cancelled";

    /// <summary>Code of an act that ended by a fault.</summary>
    private const string Internal = "internal";

    /// <summary>Whom the trail names: the account and the machine.</summary>
    public static string Actor => $"command line: {Environment.UserName}@{Environment.MachineName}";

    /// <summary>Does an act.</summary>
    /// <param name="trail">The trail.</param>
    /// <param name="act">One of <see cref="AuditActs"/>.</param>
    /// <param name="target">What it is done to; null: there is one alone.</param>
    /// <param name="work">Does it.</param>
    /// <param name="resultOf">What came of it; null: nothing with a name.</param>
    public static async Task<T> AuditAsync<T>(
        this IAuditTrail trail, string act, string? target, Func<Task<T>> work, Func<T, string?>? resultOf = null)
    {
        var number = await trail.BeginAsync(new AuditedAct { Act = act, Actor = Actor, Target = target });
        T result;
        try
        {
            result = await work();
        }
        catch (Exception exception)
        {
            await trail.EndAsync(number, EndOf(exception));
            throw;
        }

        await trail.EndAsync(number, new AuditEnd(AuditOutcome.Done, Result: resultOf?.Invoke(result)));
        return result;
    }

    /// <summary>Does an act on data that nobody has opened yet.</summary>
    public static async Task<T> AuditAsync<T>(
        this StorageOptions storage,
        TrainerConsole console,
        string act,
        string? target,
        Func<Task<T>> work,
        CancellationToken cancellationToken,
        Func<T, string?>? resultOf = null)
    {
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        return await stores.Audit.AuditAsync(act, target, work, resultOf);
    }

    private static AuditEnd EndOf(Exception exception) => exception switch
    {
        AyniException refusal => new(AuditOutcome.Refused, refusal.Code),
        ArgumentException => new(AuditOutcome.Refused, ErrorCodes.Invalid),
        OperationCanceledException => new(AuditOutcome.Failed, Cancelled),
        _ => new(AuditOutcome.Failed, Internal),
    };
}
