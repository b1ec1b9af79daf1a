warn('this ', 'is odd')
