using System.Runtime.CompilerServices;

namespace Ayni.Grains.Tests;

/// <summary>
/// Clusters of these tests run in the embedded engine's strict mode: every message is copied as if it were sent, and
/// one that Orleans could not send, or that could be changed after it was sent, is refused.
/// </summary>
internal static class StrictMessages
{
    [ModuleInitializer]
    internal static void TurnOn() => Environment.SetEnvironmentVariable("AYNI_ENGINE_STRICT", "1");
}
