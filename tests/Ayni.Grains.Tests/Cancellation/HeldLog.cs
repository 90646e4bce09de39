using System.Reflection;
using Ayni.Domain.Interactions;

namespace Ayni.Grains.Tests.Cancellation;

/// <summary>The log of a silo; reading one product's interactions takes until the test lets go.</summary>
public class HeldLog : DispatchProxy
{
    private readonly TaskCompletionSource _released = NewSource();
    private readonly TaskCompletionSource _entered = NewSource();
    private readonly TaskCompletionSource _cancelled = NewSource();

    /// <summary>Completes when a reading has begun.</summary>
    public Task Entered => _entered.Task;

    /// <summary>Completes when a reading was ended by its token, before it was let go.</summary>
    public Task Cancelled => _cancelled.Task;

    /// <summary>What is read from once it is let go.</summary>
    public IInteractionLog Inner { get; set; } = null!;

    public static (IInteractionLog Log, HeldLog Hold) Make()
    {
        var log = Create<IInteractionLog, HeldLog>();
        return (log, (HeldLog)log);
    }

    /// <summary>Lets this reading and all later ones go.</summary>
    public void Release() => _released.TrySetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        ArgumentNullException.ThrowIfNull(args);
        return targetMethod.Name == nameof(IInteractionLog.ReadNewestByProductAsync)
            ? HoldAsync((string)args[0]!, (int)args[1]!, (long)args[2]!, (CancellationToken)args[3]!)
            : targetMethod.Invoke(Inner, args);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<IReadOnlyList<LoggedInteraction>> HoldAsync(
        string productId, int count, long afterPosition, CancellationToken cancellationToken)
    {
        _entered.TrySetResult();
        try
        {
            await _released.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }

        return await Inner.ReadNewestByProductAsync(productId, count, afterPosition, cancellationToken);
    }
}
