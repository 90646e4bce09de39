using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace Ayni.GrainInterfaces.Faults;

/// <summary>
/// What an exception arrives as on another silo, or at a client, when it is of a library that knows no Orleans: what it
/// was, what it said, where it was thrown, and its inner exceptions.
/// </summary>
[GenerateSerializer, Alias("ayni.remote-fault-exception")]
public sealed class RemoteFaultException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="typeName">Full name of the type that was thrown.</param>
    /// <param name="message">What it said.</param>
    /// <param name="isStoreFault">Whether a database threw it.</param>
    public RemoteFaultException(string typeName, string message, bool isStoreFault)
        : this(typeName, message, isStoreFault, innerException: null)
    {
    }

    private RemoteFaultException(string typeName, string message, bool isStoreFault, Exception? innerException)
        : base(message, innerException) => (TypeName, IsStoreFault) = (typeName, isStoreFault);

    /// <summary>Full name of the type that was thrown.</summary>
    [Id(0)] public string TypeName { get; private set; }

    /// <summary>Whether a database threw it (<see cref="DbException"/>): away or busy, it may answer later.</summary>
    [Id(1)] public bool IsStoreFault { get; private set; }

    /// <summary>The form in which an exception leaves its process.</summary>
    public static RemoteFaultException Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var remote = new RemoteFaultException(
            fault.GetType().FullName!, fault.Message, fault is DbException, fault.InnerException);
        if (fault.StackTrace is { } trace)
            ExceptionDispatchInfo.SetRemoteStackTrace(remote, trace);
        return remote;
    }
}
