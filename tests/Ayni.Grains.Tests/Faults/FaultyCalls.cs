using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Ayni.Grains.Tests.Faults;

/// <summary>A store some of whose calls fail: half of them before they do anything, half after all is done.</summary>
public class FaultyCalls<T> : DispatchProxy
    where T : class
{
    private T _real = null!;
    private PlantedFaults _faults = null!;

    /// <summary>Stands before another from now on.</summary>
    public void StandBefore(T real, PlantedFaults faults) => (_real, _faults) = (real, faults);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        _faults.Pass(targetMethod.Name);
        object? result;
        try
        {
            result = targetMethod.Invoke(_real, args);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }

        return result is Task task && targetMethod.ReturnType.IsGenericType
            ? After.MakeGenericMethod(targetMethod.ReturnType.GetGenericArguments()).Invoke(
                this, [task, targetMethod.Name])
            : result;
    }

    private static MethodInfo After { get; } =
        typeof(FaultyCalls<T>).GetMethod(nameof(AfterAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private async Task<TResult> AfterAsync<TResult>(Task<TResult> task, string name)
    {
        var result = await task;
        _faults.Pass(name);
        return result;
    }
}
