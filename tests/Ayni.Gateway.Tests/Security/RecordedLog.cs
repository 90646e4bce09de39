using System.Text;
using Microsoft.Extensions.Logging;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Keeps what a program logs, with its exceptions and the values of its scopes.</summary>
internal sealed class RecordedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly StringBuilder _text = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        lock (_text)
        {
            _text.AppendLine(line);
            _scopes.ForEachScope((scope, text) => text.Append("  in ").AppendLine(scope?.ToString()), _text);
        }
    }

    private sealed class Category(RecordedLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log.Write($"[{logLevel}] {name}: {formatter(state, exception)} {exception}");
    }
}
