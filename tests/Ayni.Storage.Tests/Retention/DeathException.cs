namespace Ayni.Storage.Tests.Retention;

/// <summary>The process died here.</summary>
public sealed class DeathException : Exception
{
}
